package atelier.media.dcraw;

import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.JpegHeader;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.Progress;
import atelier.media.ShortTool;
import atelier.media.StillTaker;
import atelier.media.SubdefMaker.Order;
import atelier.media.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes a picture out of a raw photograph: the preview in it, which looks as the camera meant it,
/// or, when that is smaller than what is asked, the photograph developed.
///
/// - Shape: developed with the camera's white balance; at half the size where that is enough. When
///   the camera is too new to be known, the preview is taken although it is small.
/// - Thread-safe: it never changes.
/// - Source: dcraw(1).
public final class RawPhotographs implements StillTaker {
  private static final String RAW = "image/x-tika-";
  private static final Pattern OUTPUT_SIZE =
      Pattern.compile("(?m)^Output size:\\s+(\\d{1,6}) x (\\d{1,6})$");

  private final StillTaker previews;
  private final ShortTool tool;

  /// - Units: the limits are for developing one photograph.
  public RawPhotographs(StillTaker previews, Limits limits, Containment containment) {
    this.previews = previews;
    this.tool = new ShortTool("dcraw", "apt-get install dcraw", limits, new ToolRun(containment));
  }

  /// 120 s and 2 GiB of memory.
  public static Limits usualLimits() {
    return Limits.within(Duration.ofMinutes(2));
  }

  @Override
  public boolean reads(Order order) {
    return order.sourceMime().startsWith(RAW);
  }

  @Override
  public Still take(Order order, Path folder, Progress progress) throws InterruptedException {
    if (!(order.output() instanceof Output.Image image)) {
      throw new IllegalArgumentException("a photograph becomes a picture and nothing else");
    }
    Still preview = previews.take(order, folder, progress);
    int has = preview instanceof Still.Taken(Path picture, String _) ? longerSide(picture) : 0;
    if (has >= image.sizePixels()) {
      return preview;
    }
    Path raw = link(order.source(), folder);
    int full = fullSide(raw);
    if (full > has) {
      Still developed = developed(raw, full / 2 >= image.sizePixels());
      if (developed instanceof Still.Taken) {
        return developed;
      }
    }
    return has > 0
        ? preview
        : new Still.Refused("a raw photograph without preview that cannot be developed");
  }

  private static int longerSide(Path jpeg) {
    try {
      return JpegHeader.read(jpeg).longerSide();
    } catch (IOException e) {
      throw new MediaException("the preview could not be read: " + jpeg, e);
    }
  }

  /// dcraw writes beside what it reads, so it reads through a link in the folder.
  private static Path link(Path source, Path folder) {
    try {
      return Files.createSymbolicLink(
          folder.toAbsolutePath().resolve("photograph.raw"), source.toAbsolutePath());
    } catch (IOException e) {
      throw new MediaException("no link to the photograph could be made: " + source, e);
    }
  }

  /// The longer side of the photograph, 0 when dcraw does not know the camera.
  private int fullSide(Path raw) throws InterruptedException {
    Matcher size = OUTPUT_SIZE.matcher(tool.run(List.of("-i", "-v", raw.toString())).output());
    return size.find()
        ? Math.max(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)))
        : 0;
  }

  private Still developed(Path raw, boolean half) throws InterruptedException {
    var arguments = new ArrayList<>(List.of("-w", "-T"));
    if (half) {
      arguments.add("-h");
    }
    arguments.add(raw.toString());
    ToolRun.Ended ended = tool.run(arguments);
    Path picture = raw.resolveSibling("photograph.tiff");
    try {
      return ended.isGood() && Files.exists(picture) && Files.size(picture) > 0
          ? new Still.Taken(picture, "image/tiff")
          : new Still.Refused("dcraw could not develop it: " + ended.errors());
    } catch (IOException e) {
      throw new MediaException("the developed photograph could not be read: " + picture, e);
    }
  }
}
