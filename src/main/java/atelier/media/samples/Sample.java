package atelier.media.samples;

import java.util.List;

/// One sample: its picture, its form, and what is said of it.
///
/// - Units: pixels as shown, upright.
record Sample(String fileName, Motif motif, int width, int height, Form form, List<String> tags) {

  /// How the picture is stored.
  enum Form {
    JPEG,
    JPEG_TURNED,
    JPEG_DISPLAY_P3,
    JPEG_CMYK,
    PNG,
    PNG_ALPHA,
    TIFF_16_BIT
  }
}
