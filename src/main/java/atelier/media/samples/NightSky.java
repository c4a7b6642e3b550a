package atelier.media.samples;

/// Stars, the Milky Way and a moon over hills.
final class NightSky implements Motif {
  private static final double MOON_X = 0.36;
  private static final double MOON_Y = 0.24;
  private static final double MOON_RADIUS = 0.055;

  private final Noise noise = new Noise(41);
  private final Noise stars = new Noise(42);

  @Override
  public Color at(double x, double y) {
    for (int hill = 2; hill >= 0; hill--) {
      double crest =
          0.72 + hill * 0.09 + 0.07 * noise.layered(x * (1.5 + hill) + hill * 9, hill * 4, 5);
      if (y > crest) {
        Color ground = Color.of(0x14203a).mix(Color.of(0x04060d), hill / 2.0);
        double trees = Noise.step(0.1, 0.5, noise.layered(x * 60, y * 60 + hill, 3));
        return ground.times(0.8 + 0.5 * trees).plus(Color.of(0x8090c0), 0.05 * moonlight(x, y));
      }
    }
    return sky(x, y);
  }

  private Color sky(double x, double y) {
    Color sky = Color.of(0x070b1f).mix(Color.of(0x2a3d6b), Math.pow(y / 0.8, 1.6));
    double across = (y - 0.15) - (x - 0.9) * 0.75;
    double band = Math.exp(-across * across * 14);
    double dust = noise.layered(x * 4, y * 4, 6);
    sky = sky.plus(Color.of(0x9a86c8), band * Math.max(0, 0.28 + dust * 0.6) * 0.7);
    sky = sky.mix(Color.BLACK, band * Noise.step(0.1, 0.5, -dust) * 0.5);
    sky = sky.plus(Color.WHITE, star(x, y, 130, 0.93 - band * 0.12));
    sky = sky.plus(Color.of(0xffe2c0), star(x + 7, y + 3, 38, 0.95) * 1.3);
    return moon(sky, x, y);
  }

  private double star(double x, double y, double grid, double rarity) {
    int column = (int) Math.floor(x * grid);
    int row = (int) Math.floor(y * grid);
    double chance = stars.at(column, row);
    if (chance < rarity) {
      return 0;
    }
    double centreX = (column + 0.2 + 0.6 * stars.at(column + 991, row)) / grid;
    double centreY = (row + 0.2 + 0.6 * stars.at(column, row + 877)) / grid;
    double radius = 0.0006 + 0.0011 * (chance - rarity) / (1 - rarity);
    return Math.exp(-Math.pow(Math.hypot(x - centreX, y - centreY) / radius, 2));
  }

  private Color moon(Color sky, double x, double y) {
    double distance = Math.hypot(x - MOON_X, y - MOON_Y);
    Color lit = sky.plus(Color.of(0xb8c8ff), 0.35 * Math.exp(-distance * 9));
    double craters = noise.layered(x * 22, y * 22, 5);
    Color face = Color.of(0xf5efe0).times(0.92 + 0.22 * craters);
    return lit.mix(face, 1 - Noise.step(MOON_RADIUS - 0.002, MOON_RADIUS, distance));
  }

  private static double moonlight(double x, double y) {
    return Math.exp(-Math.hypot(x - MOON_X, y - 1) * 2);
  }
}
