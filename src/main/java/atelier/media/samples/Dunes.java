package atelier.media.samples;

/// Dunes in the late afternoon, upright.
final class Dunes implements Motif {
  private static final int DUNES = 5;

  private final Noise noise = new Noise(31);
  private final Noise sand = new Noise(32);
  private final Skyline[] skylines = new Skyline[DUNES];

  Dunes() {
    for (int dune = 0; dune < DUNES; dune++) {
      int each = dune;
      skylines[dune] = new Skyline(x -> crest(x, each, each / (DUNES - 1.0)));
    }
  }

  @Override
  public Color at(double x, double y) {
    for (int dune = DUNES - 1; dune >= 0; dune--) {
      double near = dune / (DUNES - 1.0);
      double crest = skylines[dune].at(x);
      if (y > crest) {
        return side(x, y, crest, dune, near);
      }
    }
    Color sky = Color.of(0xf6dcc0).mix(Color.of(0x4f8fb5), Math.pow(1 - y / 0.55, 0.9));
    return sky.mix(Color.WHITE, 0.35 * Noise.step(0.1, 0.6, noise.layered(x * 2, y * 7, 5)));
  }

  private double crest(double x, int dune, double near) {
    double base = 0.40 + near * 0.42;
    double wide = noise.smooth(x * (1.1 + near * 0.5) + dune * 4.3, dune * 2.7);
    return base - 0.16 * wide * (0.6 + near * 0.5) - 0.01 * noise.smooth(x * 9, dune);
  }

  private Color side(double x, double y, double crest, int dune, double near) {
    double slope = (skylines[dune].at(x + 0.004) - skylines[dune].at(x - 0.004)) / 0.008;
    double below = y - crest;
    double bend = slope + 1.6 * noise.smooth(x * 2.4 + dune, y * 3.2) * Noise.step(0, 0.3, below);
    double light = Noise.step(-0.55, 0.5, bend);
    double lines = Math.sin((y * 150 + 7 * noise.layered(x * 5, y * 5, 3)) * (1.5 - near * 0.5));
    double grain = sand.layered(x * 190, y * 190, 2);
    Color sunny = Color.of(0xf2b56b).mix(Color.of(0xffd79a), near * 0.3);
    Color shade = Color.of(0x7c3f2c).mix(Color.of(0x5a2d28), near * 0.5);
    Color lit =
        shade.mix(sunny, light).times(1 + 0.05 * lines * light * (0.3 + near) + 0.06 * grain);
    return lit.mix(Color.of(0xf3d2b3), (1 - near) * 0.45);
  }
}
