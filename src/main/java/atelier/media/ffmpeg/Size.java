package atelier.media.ffmpeg;

/// The sides of a picture.
///
/// - Units: pixels.
record Size(int width, int height) {
  /// The largest size of the same shape that fits into a square, not larger than the original.
  ///
  /// - Shape: both sides are multiples of `step`, at least one of it.
  static Size inside(double width, double height, int square, int step) {
    double scale = Math.min(1, square / Math.max(width, height));
    return new Size(
        side(width * scale, Math.min(square, width), step),
        side(height * scale, Math.min(square, height), step));
  }

  private static int side(double exact, double most, int step) {
    long nearest = Math.round(exact / step) * step;
    long largest = (long) Math.floor(most / step) * step;
    return (int) Math.max(step, Math.min(nearest, largest));
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
