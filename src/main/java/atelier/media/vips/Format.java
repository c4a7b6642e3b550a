package atelier.media.vips;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The picture formats that are read: the allow list of libvips' loaders.
///
/// - Shape: what is not here is refused, whatever libvips was built with. PDF and PostScript are
///   programs more than pictures; raw photographs come out wrong; Radiance, FITS, OpenEXR, MATLAB,
///   CSV and the like are no business of a library of pictures.
/// - JPEG, PNG, TIFF, WebP, GIF and HEIF have loaders that libvips itself trusts. JPEG 2000, JPEG
///   XL, PNM and SVG are marked untrusted there, for want of fuzzing; they are allowed because a
///   child has no network and little memory to misuse. Photoshop and BMP are read by ImageMagick
///   inside libvips, but only from memory and only behind their own magic bytes, so that no other
///   of its coders can be reached by a file's name or content.
/// - SVG comes as a stream, without an address, so librsvg loads nothing it refers to.
/// - Source: `vips -l`; `vips_block_untrusted_set`,
///   <https://www.libvips.org/API/current/func.block_untrusted_set.html>.
enum Format {
  JPEG("JPEG", "VipsForeignLoadJpeg", "jpegload_source"),
  PNG("PNG", "VipsForeignLoadPng", "pngload_source"),
  TIFF("TIFF", "VipsForeignLoadTiff", "tiffload_source"),
  WEBP("WebP", "VipsForeignLoadWebp", "webpload_source"),
  GIF("GIF", "VipsForeignLoadNsgif", "gifload_source"),
  HEIF("HEIF", "VipsForeignLoadHeif", "heifload_source"),
  JPEG_2000("JPEG 2000", "VipsForeignLoadJp2k", "jp2kload_source"),
  JPEG_XL("JPEG XL", "VipsForeignLoadJxl", "jxlload_source"),
  PNM("PNM", "VipsForeignLoadPpm", "ppmload_source"),
  SVG("SVG", "VipsForeignLoadSvg", "svgload_source"),
  PHOTOSHOP("Photoshop", "VipsForeignLoadMagick", "magickload_buffer"),
  BMP("BMP", "VipsForeignLoadMagick", "magickload_buffer");

  private static final byte[] PHOTOSHOP_MAGIC = "8BPS".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BMP_MAGIC = "BM".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] TIFF_MAGIC = {'I', 'I', 42, 0};
  private static final byte[] TIFF_MAGIC_BIG_ENDIAN = {'M', 'M', 0, 42};

  /// How many bytes of a file's beginning are looked at here.
  static final int MAGIC_BYTES = 4;

  private final String label;
  private final String loaderClass;
  private final String loader;

  Format(String label, String loaderClass, String loader) {
    this.label = label;
    this.loaderClass = loaderClass;
    this.loader = loader;
  }

  /// For people.
  String label() {
    return label;
  }

  /// The class whose loaders have to be unblocked.
  String loaderClass() {
    return loaderClass;
  }

  /// The operation's nickname.
  String loader() {
    return loader;
  }

  /// Whether the file is handed over as a block of memory.
  boolean fromMemory() {
    return loader.endsWith("_buffer");
  }

  /// The formats that libvips does not recognise by itself.
  static Optional<Format> ofMagic(byte[] head) {
    if (startsWith(head, PHOTOSHOP_MAGIC)) {
      return Optional.of(PHOTOSHOP);
    }
    return startsWith(head, BMP_MAGIC) ? Optional.of(BMP) : Optional.empty();
  }

  /// A TIFF may have its directory at its end, so libvips does not know it when that is gone.
  static boolean looksLikeTiff(byte[] head) {
    return startsWith(head, TIFF_MAGIC) || startsWith(head, TIFF_MAGIC_BIG_ENDIAN);
  }

  /// What a loader's class name, as libvips found it by content, stands for.
  static Optional<Format> ofLoaderClass(@Nullable String name) {
    return Arrays.stream(values())
        .filter(each -> !each.fromMemory())
        .filter(each -> (each.loaderClass + "Source").equals(name))
        .findFirst();
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }
}
