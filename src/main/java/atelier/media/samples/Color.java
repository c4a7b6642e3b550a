package atelier.media.samples;

/// A colour with parts from 0 to 1, sRGB values as they are stored.
record Color(double red, double green, double blue) {
  static final Color BLACK = new Color(0, 0, 0);
  static final Color WHITE = new Color(1, 1, 1);

  /// From `0xRRGGBB`.
  static Color of(int rgb) {
    return new Color((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
  }

  /// The other colour by this share, 0 to 1.
  Color mix(Color other, double share) {
    double s = Math.clamp(share, 0, 1);
    return new Color(
        red + (other.red - red) * s,
        green + (other.green - green) * s,
        blue + (other.blue - blue) * s);
  }

  Color plus(Color other, double strength) {
    return new Color(
        red + other.red * strength, green + other.green * strength, blue + other.blue * strength);
  }

  Color times(double factor) {
    return new Color(red * factor, green * factor, blue * factor);
  }
}
