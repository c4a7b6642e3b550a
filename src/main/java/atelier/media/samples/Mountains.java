package atelier.media.samples;

/// Ridges in the haze of a morning.
final class Mountains implements Motif {
  private static final int RIDGES = 6;
  private static final double SUN_X = 1.02;
  private static final double SUN_Y = 0.33;
  private static final Color ZENITH = Color.of(0x3d6ea8);
  private static final Color HORIZON = Color.of(0xffd9a8);
  private static final Color GLOW = Color.of(0xffb060);
  private static final Color HAZE = Color.of(0xf0c8b0);
  private static final Color ROCK = Color.of(0x1b2a3d);

  private final Noise noise = new Noise(11);
  private final Noise crests = new Noise(12);
  private final Skyline[] skylines = new Skyline[RIDGES];

  Mountains() {
    for (int ridge = 0; ridge < RIDGES; ridge++) {
      int each = ridge;
      skylines[ridge] = new Skyline(x -> crest(x, each, each / (RIDGES - 1.0)));
    }
  }

  @Override
  public Color at(double x, double y) {
    for (int ridge = RIDGES - 1; ridge >= 0; ridge--) {
      double near = ridge / (RIDGES - 1.0);
      double crest = skylines[ridge].at(x);
      if (y > crest) {
        return slope(x, y, y - crest, near, ridge);
      }
    }
    return sky(x, y);
  }

  private double crest(double x, int ridge, double near) {
    double base = 0.42 + near * 0.43;
    double height = 0.20 - near * 0.06;
    double form = crests.ridged(x * (1.6 + near * 1.2) + ridge * 7.7, ridge * 3.1, 5);
    return base - height * (form - 0.35) * 1.6;
  }

  private Color slope(double x, double y, double below, double near, int ridge) {
    double far = 1 - near;
    Color stone = ROCK.mix(Color.of(0x4a6d7c), far * 0.5);
    double texture = noise.layered(x * 30, y * 40 + ridge * 11, 4);
    Color lit = stone.times(1 + texture * 0.5 * (0.3 + near));
    double haze = far * 0.80 + Noise.step(0, 0.22, below) * (0.12 + far * 0.25);
    return lit.mix(HAZE.mix(GLOW, glow(x, y) * 0.6), haze);
  }

  private Color sky(double x, double y) {
    Color sky = HORIZON.mix(ZENITH, Math.pow(1 - Math.clamp(y / 0.5, 0, 1), 1.3));
    double cloud = Noise.step(0.05, 0.55, noise.layered(x * 2.2, y * 9, 6) + 0.1);
    sky = sky.mix(Color.of(0xffe9d6), cloud * 0.55 * Noise.step(0, 0.25, y));
    double distance = Math.hypot(x - SUN_X, y - SUN_Y);
    return sky.plus(GLOW, 0.55 * glow(x, y))
        .mix(Color.WHITE, 1 - Noise.step(0.022, 0.026, distance));
  }

  private static double glow(double x, double y) {
    return Math.exp(-Math.hypot(x - SUN_X, y - SUN_Y) * 4.2);
  }
}
