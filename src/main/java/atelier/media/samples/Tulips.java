package atelier.media.samples;

/// A field of tulips in rows, under a wide sky.
final class Tulips implements Motif {
  private static final double HORIZON = 0.36;
  private static final int[] ROWS = {0xd81e3a, 0xf5b700, 0xe85d9a, 0xf2f0e6, 0xf0592a, 0x7b2d8b};

  private final Noise noise = new Noise(71);
  private final Noise flowers = new Noise(72);

  @Override
  public Color at(double x, double y) {
    if (y < HORIZON) {
      return sky(x, y);
    }
    double away = 0.10 / (y - HORIZON + 0.012);
    double across = (x - 0.78) * away * 1.15;
    double along = away * 6;
    double place = across + 0.05 * noise.smooth(across * 3, along * 0.7);
    int row = (int) Math.floor(place * 1.3);
    double inRow = place * 1.3 - row;
    Color green =
        Color.of(0x2f5d2a)
            .mix(Color.of(0x6f9440), 0.5 + flowers.smooth(across * 60, along * 22) * 0.6);
    double bloom = Noise.step(0.05, 0.16, inRow) * (1 - Noise.step(0.66, 0.78, inRow));
    double petals = flowers.layered(across * 46, along * 16, 3);
    Color petal = Color.of(ROWS[Math.floorMod(row, ROWS.length)]);
    Color lit =
        petal
            .times(0.72 + 0.55 * (petals + 0.4))
            .mix(Color.of(0x24401f), Noise.step(0.0, 0.5, -petals) * 0.75);
    Color field = green.mix(lit, bloom * Noise.step(-0.45, -0.1, petals));
    field = field.times(0.82 + 0.25 * Noise.step(HORIZON, 0.9, y));
    return field.mix(Color.of(0xcfdfe8), Noise.step(0.05, 0.0, y - HORIZON) * 0.65);
  }

  private Color sky(double x, double y) {
    Color sky = Color.of(0xdceaf2).mix(Color.of(0x4a8fd0), 1 - y / HORIZON);
    double perspective = 0.25 / (HORIZON - y + 0.12);
    double cloud = noise.layered((x - 0.7) * perspective * 2.2, perspective * 3, 6);
    double cover = Noise.step(0.02, 0.38, cloud);
    Color white = Color.of(0xffffff).mix(Color.of(0xb6c3d2), Noise.step(0.2, 0.7, cloud));
    double trees = 0.345 - 0.012 * (noise.layered(x * 24, 3, 4) + 0.5);
    return y > trees
        ? Color.of(0x4d6b58).mix(Color.of(0xb9cdd6), 0.35)
        : sky.mix(white, cover * 0.9);
  }
}
