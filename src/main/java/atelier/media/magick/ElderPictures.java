package atelier.media.magick;

import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.Progress;
import atelier.media.StillTaker;
import atelier.media.SubdefMaker.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// Reads picture formats that libvips does not: Targa, PCX, SGI, DPX.
///
/// - Shape: a PNG of the first picture in the file.
/// - Targa has no mark to be known by, so the kind that was found when the file was taken in
///   counts.
/// - Thread-safe: it never changes.
public final class ElderPictures implements StillTaker {
  /// ImageMagick's coders by MIME type.
  private static final Map<String, String> CODERS =
      Map.of(
          "image/x-tga", "tga",
          "image/x-targa", "tga",
          "image/vnd.zbrush.pcx", "pcx",
          "image/x-pcx", "pcx",
          "image/x-sgi", "sgi",
          "image/x-rgb", "sgi",
          "image/x-dpx", "dpx");

  private final Magick magick;

  /// - Units: the limits are for one picture.
  public ElderPictures(Limits limits, Containment containment) {
    this.magick = new Magick(limits, containment);
  }

  /// 120 s and 2 GiB of memory.
  public static Limits usualLimits() {
    return Limits.within(Duration.ofMinutes(2));
  }

  @Override
  public boolean reads(Order order) {
    return CODERS.containsKey(order.sourceMime());
  }

  @Override
  public Still take(Order order, Path folder, Progress progress) throws InterruptedException {
    String coder = CODERS.getOrDefault(order.sourceMime(), "");
    Path picture = folder.resolve("picture.png");
    if (isEmpty(order.source())) {
      return new Still.Refused("the file is empty");
    }
    return magick
        .convert(coder, order.source(), "-auto-orient", "png", picture)
        .<Still>map(
            cause -> new Still.Refused("damaged " + coder.toUpperCase(Locale.ROOT) + ": " + cause))
        .orElseGet(() -> new Still.Taken(picture, "image/png"));
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      throw new MediaException("the source file is missing or not readable: " + file, e);
    }
  }
}
