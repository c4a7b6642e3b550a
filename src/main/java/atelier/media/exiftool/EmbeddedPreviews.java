package atelier.media.exiftool;

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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Takes out the largest picture that a camera or a layout program put into its file for others to
/// show.
///
/// - Shape: a JPEG; it carries the orientation of the file it comes from.
/// - Thread-safe: it never changes.
/// - Source: exiftool(1), `-b`, `-W`; `docs/phraseanet.md`, sub-definitions (InDesign).
public final class EmbeddedPreviews implements StillTaker {
  private static final String INDESIGN = "application/x-indesign";
  private static final String RAW = "image/x-tika-";
  private static final List<String> TAGS =
      List.of(
          "-JpgFromRaw",
          "-PreviewImage",
          "-OtherImage",
          "-ThumbnailImage",
          "-PhotoshopThumbnail",
          "-PageImage");

  /// From here on an orientation turns the picture by a quarter.
  private static final int FIRST_QUARTER = 5;

  private final ShortTool tool;

  /// - Units: the limits are for each call of exiftool.
  public EmbeddedPreviews(Limits limits, Containment containment) {
    this.tool =
        new ShortTool(
            "exiftool", "apt-get install libimage-exiftool-perl", limits, new ToolRun(containment));
  }

  /// 60 s, as `main.binaries.exiftool_timeout`, and 2 GiB of memory.
  public static Limits usualLimits() {
    return Limits.within(Duration.ofSeconds(60));
  }

  @Override
  public boolean reads(Order order) {
    return order.sourceMime().equals(INDESIGN) || order.sourceMime().startsWith(RAW);
  }

  @Override
  public Still take(Order order, Path folder, Progress progress) throws InterruptedException {
    if (!Files.isReadable(order.source())) {
      throw new MediaException("the source file is missing or not readable: " + order.source());
    }
    String source = order.source().toAbsolutePath().toString();
    var arguments = new ArrayList<>(List.of("-q", "-m", "-a", "-b", "-W"));
    arguments.add(folder.toAbsolutePath() + "/%t%-c.%s");
    arguments.addAll(TAGS);
    arguments.add(source);
    tool.run(arguments);
    Optional<Path> largest = largest(folder);
    if (largest.isEmpty()) {
      return new Still.Refused("there is no preview in it");
    }
    turn(source, largest.get());
    return new Still.Taken(largest.get(), "image/jpeg");
  }

  private static Optional<Path> largest(Path folder) {
    Map<Path, Long> sizes;
    try (var files = Files.list(folder)) {
      sizes =
          files
              .filter(file -> pixels(file) > 0)
              .collect(Collectors.toMap(file -> file, EmbeddedPreviews::pixels));
    } catch (IOException e) {
      throw new MediaException("the previews could not be read: " + folder, e);
    }
    return sizes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /// 0 for what is no JPEG, or a damaged one.
  private static long pixels(Path file) {
    try {
      JpegHeader header = JpegHeader.read(file);
      return (long) header.width() * header.height();
    } catch (IOException _) {
      return 0;
    }
  }

  /// Gives the preview the orientation of its photograph, unless it has been turned already.
  private void turn(String source, Path preview) throws InterruptedException {
    String[] said =
        tool.run(List.of("-n", "-s3", "-f", "-p", "$Orientation,$ImageWidth,$ImageHeight", source))
            .output()
            .strip()
            .split(",", -1);
    int orientation = said.length > 2 && said[0].matches("[1-8]") ? Integer.parseInt(said[0]) : 1;
    if (orientation >= FIRST_QUARTER && differ(said, preview)) {
      orientation = 1;
    }
    ToolRun.Ended ended =
        tool.run(
            List.of(
                "-q",
                "-n",
                "-m",
                "-overwrite_original",
                "-Orientation=" + orientation,
                preview.toAbsolutePath().toString()));
    if (!ended.isGood()) {
      throw tool.failed(ended, "the preview could not be given its orientation");
    }
  }

  /// Whether one is a landscape and the other a portrait.
  private static boolean differ(String[] said, Path preview) {
    if (!said[1].matches("\\d{1,6}") || !said[2].matches("\\d{1,6}")) {
      return false;
    }
    try {
      JpegHeader header = JpegHeader.read(preview);
      return Integer.parseInt(said[1]) > Integer.parseInt(said[2])
          && header.width() < header.height();
    } catch (IOException e) {
      throw new MediaException("the preview could not be read: " + preview, e);
    }
  }
}
