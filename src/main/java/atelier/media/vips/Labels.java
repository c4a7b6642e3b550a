package atelier.media.vips;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The words on a picture: its resolution, and what kept metadata must not say any more.
final class Labels {
  private static final double MILLIMETRES_PER_INCH = 25.4;
  private static final String XMP = "xmp-data";
  private static final String THUMBNAIL = "jpeg-thumbnail-data";
  private static final String COLOUR_SPACE = "exif-ifd2-ColorSpace";
  private static final Pattern XMP_ORIENTATION =
      Pattern.compile("(tiff:Orientation(?:\\s*=\\s*[\"']|\\s*>\\s*))[2-8]");

  private Labels() {}

  static Picture put(Picture picture, PictureJob job, boolean converted) throws VipsException {
    String perMillimetre = Double.toString(job.dpi() / MILLIMETRES_PER_INCH);
    Picture labelled = picture.copied(Map.of("xres", perMillimetre, "yres", perMillimetre));
    labelled.set("resolution-unit", "in");
    labelled.remove(THUMBNAIL);
    if (converted && labelled.has(COLOUR_SPACE)) {
      labelled.set(COLOUR_SPACE, "1 (sRGB, Short, 1 components, 2 bytes)");
    }
    Optional<byte[]> xmp = labelled.bytes(XMP);
    if (xmp.isPresent()) {
      labelled.set(XMP, uprightXmp(xmp.get()));
    }
    return labelled;
  }

  /// The pixels are upright, so the packet must not ask to turn them; it keeps its length.
  static byte[] uprightXmp(byte[] packet) {
    // Latin-1 maps every byte to one char and back, whatever the packet's encoding is.
    String text = new String(packet, StandardCharsets.ISO_8859_1);
    return XMP_ORIENTATION
        .matcher(text)
        .replaceAll(found -> found.group(1) + "1")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
