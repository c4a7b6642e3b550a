package atelier.media.magick;

import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.Progress;
import atelier.media.ShortTool;
import atelier.media.StillTaker;
import atelier.media.SubdefMaker.Order;
import atelier.media.ToolRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Takes the flattened picture out of Photoshop files in CMYK, whose black libvips loses on its way
/// through ImageMagick.
///
/// - Shape: a TIFF in CMYK with the profile that was in the file, if any.
/// - ImageMagick is told which of its coders to use, so no other can be reached by a file's
///   content, and has limits of its own below those of the process.
/// - Thread-safe: it never changes.
/// - Source: Adobe Photoshop file formats specification, file header section;
///   <https://imagemagick.org/script/command-line-options.php#limit>.
public final class InkedLayers implements StillTaker {
  private static final byte[] MAGIC = "8BPS".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 26;
  private static final int MODE_AT = 24;
  private static final int CMYK = 4;

  private final ShortTool tool;

  /// - Units: the limits are for one picture.
  public InkedLayers(Limits limits, Containment containment) {
    this.tool =
        new ShortTool("convert", "apt-get install imagemagick", limits, new ToolRun(containment));
  }

  /// 120 s and 2 GiB of memory.
  public static Limits usualLimits() {
    return Limits.within(Duration.ofMinutes(2));
  }

  @Override
  public boolean reads(Order order) {
    return order.sourceMime().contains("photoshop") && isInked(order.source());
  }

  @Override
  public Still take(Order order, Path folder, Progress progress) throws InterruptedException {
    Path picture = folder.resolve("flat.tif");
    ToolRun.Ended ended =
        tool.run(
            List.of(
                "-limit",
                "memory",
                "1GiB",
                "-limit",
                "map",
                "1GiB",
                "-limit",
                "disk",
                "4GiB",
                "psd:" + order.source().toAbsolutePath() + "[0]",
                "-alpha",
                "off",
                "tiff:" + picture.toAbsolutePath()));
    try {
      return ended.isGood() && Files.exists(picture) && Files.size(picture) > 0
          ? new Still.Taken(picture, "image/tiff")
          : new Still.Refused("damaged Photoshop: " + firstLine(ended.errors()));
    } catch (IOException e) {
      throw new MediaException("the flattened picture could not be read: " + picture, e);
    }
  }

  private static boolean isInked(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      var header = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES));
      return header.capacity() == HEADER_BYTES
          && header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
          && header.getShort(MODE_AT) == CMYK;
    } catch (IOException _) {
      return false; // Whoever takes it will say what is wrong.
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("it cannot be read");
  }
}
