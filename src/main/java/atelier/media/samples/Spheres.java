package atelier.media.samples;

/// Glossy balls with soft shadows on nothing at all: a picture with transparency.
final class Spheres implements Motif {
  private static final double[][] BALLS = {
    // x, y, radius
    {0.42, 0.52, 0.26},
    {0.92, 0.60, 0.19},
    {0.70, 0.78, 0.11},
    {1.18, 0.80, 0.10},
    {0.22, 0.83, 0.08}
  };
  private static final int[] COLOURS = {0xe23d28, 0x1f6fd0, 0xf2b705, 0x2fa866, 0x8a4fbf};
  private static final double GROUND = 0.90;

  /// How solid the picture is at a place, 0 to 1.
  double cover(double x, double y) {
    double shadow = 0;
    double solid = 0;
    for (double[] ball : BALLS) {
      double distance = Math.hypot(x - ball[0], y - ball[1]);
      solid = Math.max(solid, 1 - Noise.step(ball[2] - 0.0015, ball[2] + 0.0015, distance));
      double height = Math.max(0, GROUND - ball[1] - ball[2] * 0.6);
      double dx = (x - ball[0] - 0.10) / (ball[2] * 1.25 + height * 0.3);
      double dy = (y - GROUND) / (ball[2] * 0.28 + height * 0.05);
      shadow = Math.max(shadow, 0.55 * Math.exp(-(dx * dx + dy * dy) * 1.3));
    }
    return Math.max(solid, shadow);
  }

  @Override
  public Color at(double x, double y) {
    Color front = Color.of(0x101018);
    for (int i = 0; i < BALLS.length; i++) {
      double[] ball = BALLS[i];
      double dx = (x - ball[0]) / ball[2];
      double dy = (y - ball[1]) / ball[2];
      double inside = 1 - dx * dx - dy * dy;
      if (inside > -0.03) {
        front = shaded(Color.of(COLOURS[i]), dx, dy, Math.sqrt(Math.max(0, inside)));
      }
    }
    return front;
  }

  private static Color shaded(Color color, double dx, double dy, double dz) {
    double light = Math.max(0, -0.45 * dx - 0.6 * dy + 0.66 * dz);
    double rim = Math.pow(1 - dz, 3);
    double gloss = Math.pow(Math.max(0, -0.38 * dx - 0.5 * dy + 0.78 * dz), 60);
    double bounce = Math.max(0, dy) * 0.18;
    return color
        .times(0.16 + 0.9 * light + bounce)
        .plus(Color.of(0xbcd4ff), rim * 0.35)
        .plus(Color.WHITE, gloss * 0.9);
  }
}
