package atelier.media.vips;

/// A width and a height in pixels.
record Fit(int width, int height) {

  /// The largest size of the same shape inside a square, never larger than it is.
  ///
  /// - Shape: the longer side becomes `square`, the other one is rounded, at least 1.
  /// - Source: `docs/phraseanet.md`, image outputs.
  Fit into(int square) {
    if (width <= square && height <= square) {
      return this;
    }
    return width >= height
        ? new Fit(square, scaled(height, square, width))
        : new Fit(scaled(width, square, height), square);
  }

  Fit turned() {
    return new Fit(/* width= */ height, /* height= */ width);
  }

  long pixels() {
    return (long) width * height;
  }

  private static int scaled(int side, int square, int longer) {
    return (int) Math.max(1, Math.round((double) side * square / longer));
  }
}
