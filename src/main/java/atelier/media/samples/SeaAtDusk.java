package atelier.media.samples;

/// The sun goes down behind a calm sea.
final class SeaAtDusk implements Motif {
  private static final double HORIZON = 0.52;
  private static final double SUN_X = 0.62;
  private static final double SUN_Y = 0.45;

  private final Noise noise = new Noise(21);
  private final Noise waves = new Noise(22);

  @Override
  public Color at(double x, double y) {
    return y < HORIZON ? sky(x, y) : water(x, y);
  }

  private Color sky(double x, double y) {
    double height = 1 - y / HORIZON;
    Color sky =
        Color.of(0xff9a4d)
            .mix(Color.of(0xd8577a), Noise.step(0, 0.4, height))
            .mix(Color.of(0x2b2a5e), Noise.step(0.25, 1, height));
    double cloud = noise.layered(x * 1.7 + 4, y * 11, 6);
    double veil = Noise.step(0.0, 0.45, cloud);
    Color lit = Color.of(0xffc08a).mix(Color.of(0x5b3a6b), Noise.step(0.1, 0.7, height));
    sky = sky.mix(lit, veil * 0.7);
    double distance = Math.hypot(x - SUN_X, y - SUN_Y);
    sky = sky.plus(Color.of(0xffb050), 0.8 * Math.exp(-distance * 5));
    return sky.mix(Color.of(0xfff4d8), 1 - Noise.step(0.034, 0.038, distance));
  }

  private Color water(double x, double y) {
    double depth = (y - HORIZON) / (1 - HORIZON);
    double away = 0.03 + depth;
    double ripple = waves.layered(x * 3 / away, 14 / away, 4);
    double fine = waves.layered(x * 14 / away + 50, 46 / away, 3);
    double mirrored = HORIZON - (y - HORIZON) * 0.9 + ripple * 0.05 * away;
    Color reflection = sky(x + ripple * 0.06 * away, Math.clamp(mirrored, 0, HORIZON - 0.001));
    Color deep = Color.of(0x101a38);
    double slope = Noise.step(-0.5, 0.7, ripple + fine * 0.7);
    Color surface = deep.mix(reflection, 0.25 + 0.6 * slope * (1 - depth * 0.45));
    double path = Math.exp(-Math.pow((x - SUN_X) / (0.03 + depth * 0.16), 2));
    double glitter = Noise.step(0.15, 0.6, fine + ripple * 0.4);
    return surface.plus(Color.of(0xffc070), path * glitter * 0.9);
  }
}
