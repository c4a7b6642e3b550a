package atelier.media.vips;

/// How much memory a child needs to make something of a picture, by what its header says.
///
/// - Shape: what libvips and the format's decoder hold at the same time at their worst, on top of
///   what a child needs for itself.
/// - Units: bytes.
/// - Source: measured with libvips 8.14, `docs/decisions/0011-memory-admission.md`.
final class Need {
  /// The Java runtime and the libraries, with a small picture.
  private static final long CHILD = 144L << 20;

  /// libvips reads ahead in bands of this many rows, a few of them at once.
  private static final long ROWS = 1024;

  private static final int COEFFICIENT_BYTES = 2;
  private static final int CHANNELS = 4;

  /// ImageMagick's 16 bits a channel, once there and once handed over.
  private static final int MAGICK_BYTES = 4;

  private static final int WHOLE_NUMBER_BYTES = 4;
  private static final int STEPS = 4;

  private Need() {}

  static long of(Format format, Picture header, Fit made) throws VipsException {
    long pixels = header.size().pixels();
    long pixelBytes = (long) header.bands() * header.bandBytes();
    long rows = Math.min(ROWS, header.size().height()) * header.size().width() * pixelBytes;
    long result = made.pixels() * CHANNELS * header.bandBytes() * STEPS;
    return CHILD + decoder(format, header, pixels, pixelBytes) + rows + result;
  }

  /// For another output of a picture that is held already.
  static long ofAnother() {
    return CHILD;
  }

  private static long decoder(Format format, Picture header, long pixels, long pixelBytes)
      throws VipsException {
    return switch (format) {
      case JPEG ->
          header.number("jpeg-multiscan", 0) > 0 ? pixels * pixelBytes * COEFFICIENT_BYTES : 0;
      case PNG -> header.number("interlaced", 0) > 0 ? pixels * pixelBytes : 0;
      // A single strip may be as high as the picture.
      case TIFF, PNM -> pixels * pixelBytes;
      case WEBP, HEIF, GIF -> 2 * pixels * CHANNELS * header.bandBytes();
      case JPEG_2000, JPEG_XL -> pixels * header.bands() * WHOLE_NUMBER_BYTES * 2;
      case PHOTOSHOP, BMP -> pixels * CHANNELS * MAGICK_BYTES;
      case SVG -> 0; // Drawn at the size that is made.
    };
  }

  /// - Shape: `8000 × 6000 pixels of 3 bands as TIFF`.
  static String named(Format format, Picture header) {
    return "a picture of %d × %d pixels with %d bands of %d bits as %s"
        .formatted(
            header.size().width(),
            header.size().height(),
            header.bands(),
            header.bandBytes() * Byte.SIZE,
            format.label());
  }
}
