package atelier.media.vips;

/// Numbers of libvips' enumerations.
///
/// - Source: `vips/image.h`, libvips 8.14.
final class VipsNumbers {
  static final int FORMAT_UCHAR = 0;
  static final int FORMAT_USHORT = 2;

  /// Of the real formats.
  static final int LARGEST_BAND_BYTES = 8;

  static final int INTERPRETATION_MULTIBAND = 0;
  static final int INTERPRETATION_CMYK = 15;

  private VipsNumbers() {}
}
