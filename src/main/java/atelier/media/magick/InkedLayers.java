package atelier.media.magick;

import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.PhotoshopLayout;
import atelier.media.Progress;
import atelier.media.StillTaker;
import atelier.media.SubdefMaker.Order;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Takes the flattened picture out of Photoshop files in CMYK, whose black libvips loses on its way
/// through ImageMagick.
///
/// - Shape: a TIFF in CMYK with the profile that was in the file, if any.
/// - Thread-safe: it never changes.
/// - Source: Adobe Photoshop file formats specification, file header section.
public final class InkedLayers implements StillTaker {
  private static final byte[] MAGIC = "8BPS".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 26;
  private static final int MODE_AT = 24;
  private static final int CMYK = 4;

  private final Magick magick;

  /// - Units: the limits are for one picture.
  public InkedLayers(Limits limits, Containment containment) {
    this.magick = new Magick(limits, containment);
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
    if (isCut(order.source())) {
      return new Still.Refused("truncated Photoshop: the end of its picture is missing");
    }
    return magick
        .convert("psd", order.source(), "-alpha off", "tiff", picture)
        .<Still>map(cause -> new Still.Refused("damaged Photoshop: " + cause))
        .orElseGet(() -> new Still.Taken(picture, "image/tiff"));
  }

  private static boolean isCut(Path file) {
    try {
      return PhotoshopLayout.isCut(file);
    } catch (IOException e) {
      throw new MediaException("the source file is missing or not readable: " + file, e);
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
}
