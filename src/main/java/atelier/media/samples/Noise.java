package atelier.media.samples;

/// Smooth randomness: the same for the same seed and place.
///
/// - Source: Perlin's gradient noise with the quintic fade,
///   <https://mrl.cs.nyu.edu/~perlin/paper445.pdf>.
final class Noise {
  private static final int DIRECTIONS = 1024;
  private static final double[] ACROSS = new double[DIRECTIONS];
  private static final double[] DOWN = new double[DIRECTIONS];

  static {
    for (int i = 0; i < DIRECTIONS; i++) {
      ACROSS[i] = Math.cos(i * 2 * Math.PI / DIRECTIONS);
      DOWN[i] = Math.sin(i * 2 * Math.PI / DIRECTIONS);
    }
  }

  private final int seed;

  Noise(int seed) {
    this.seed = seed;
  }

  /// A number from 0 to 1 for a cell of a grid.
  double at(int x, int y) {
    return (hash(x, y) & 0xffffff) / (double) 0xffffff;
  }

  /// About -1 to 1.
  double smooth(double x, double y) {
    int cellX = (int) Math.floor(x);
    int cellY = (int) Math.floor(y);
    double dx = x - cellX;
    double dy = y - cellY;
    double u = fade(dx);
    double v = fade(dy);
    double top = lerp(slope(cellX, cellY, dx, dy), slope(cellX + 1, cellY, dx - 1, dy), u);
    double bottom =
        lerp(slope(cellX, cellY + 1, dx, dy - 1), slope(cellX + 1, cellY + 1, dx - 1, dy - 1), u);
    return 1.5 * lerp(top, bottom, v);
  }

  /// Several sizes of it on top of each other.
  double layered(double x, double y, int layers) {
    double sum = 0;
    double strength = 0.5;
    double size = 1;
    for (int i = 0; i < layers; i++) {
      sum += strength * smooth(x * size + i * 17.3, y * size - i * 9.1);
      strength *= 0.5;
      size *= 2.03;
    }
    return sum;
  }

  /// Layered with sharp crests, 0 to 1.
  double ridged(double x, double y, int layers) {
    double sum = 0;
    double strength = 0.5;
    double size = 1;
    for (int i = 0; i < layers; i++) {
      double crest = 1 - Math.abs(smooth(x * size + i * 31.7, y * size + i * 5.9));
      sum += strength * crest * crest;
      strength *= 0.5;
      size *= 2.1;
    }
    return sum;
  }

  private double slope(int x, int y, double dx, double dy) {
    int direction = hash(x, y) & (DIRECTIONS - 1);
    return ACROSS[direction] * dx + DOWN[direction] * dy;
  }

  private int hash(int x, int y) {
    int h = seed * 0x27d4eb2d + x * 0x165667b1 + y * 0x9e3779b1;
    h = (h ^ (h >>> 15)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return h ^ (h >>> 16);
  }

  private static double fade(double t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  private static double lerp(double a, double b, double share) {
    return a + (b - a) * share;
  }

  /// From 0 at `low` to 1 at `high`, smoothly.
  static double step(double low, double high, double value) {
    double t = Math.clamp((value - low) / (high - low), 0, 1);
    return t * t * (3 - 2 * t);
  }
}
