package atelier.console;

import java.util.List;
import java.util.Map;

/// One of the photographs that tests take in, and what is known of it.
///
/// - Shape: upright, its upper left corner is a red square and its upper right one a blue square,
///   as large as a third of the shorter side. `caption` by field, as a record of it must have it,
///   but for the place; `source` is the real photograph it was made from.
/// - Units: pixels as shown, upright.
record Photograph(
    int number,
    String fileName,
    Form form,
    int width,
    int height,
    int orientation,
    Colours colours,
    boolean cameraTags,
    boolean xmp,
    Map<String, List<String>> caption) {

  /// How it is stored.
  enum Form {
    JPEG,
    PROGRESSIVE_JPEG,
    PNG,
    DEEP_PNG,
    TIFF
  }

  /// What its numbers mean.
  enum Colours {
    UNTAGGED,
    SRGB,
    /// What sRGB can show, in Display P3.
    DISPLAY_P3,
    /// The numbers of the photograph taken as Display P3: more than sRGB can show.
    VIVID_P3,
    CMYK,
    GREY;

    boolean hasProfile() {
      return this != UNTAGGED && this != GREY;
    }
  }

  int marker() {
    return Math.min(width, height) / 3;
  }

  /// The expected size of what is made from it: inside a square, with its ratio, never larger.
  ///
  /// - Shape: width, height.
  List<Integer> inside(int square) {
    int longer = Math.max(width, height);
    if (longer <= square) {
      return List.of(width, height);
    }
    int shorter = (int) Math.round(1.0 * square * Math.min(width, height) / longer);
    return width >= height ? List.of(square, shorter) : List.of(shorter, square);
  }

  /// The values of a field, none when it has none.
  List<String> of(String field) {
    return caption.getOrDefault(field, List.of());
  }

  boolean isJpeg() {
    return form == Form.JPEG || form == Form.PROGRESSIVE_JPEG;
  }

  boolean isPng() {
    return form == Form.PNG || form == Form.DEEP_PNG;
  }

  boolean isCaptioned() {
    return caption.containsKey("Headline");
  }
}
