package atelier.media.samples;

/// Lit windows over a river.
final class CityAtNight implements Motif {
  private static final double BANK = 0.70;

  private final Noise noise = new Noise(51);
  private final Noise windows = new Noise(52);

  @Override
  public Color at(double x, double y) {
    return y < BANK ? town(x, y) : river(x, y);
  }

  private Color town(double x, double y) {
    for (int row = 2; row >= 0; row--) {
      double width = 0.045 + row * 0.022;
      int house = (int) Math.floor(x / width + row * 0.37);
      double tall = 0.10 + (0.34 - row * 0.08) * Math.pow(noise.at(house, row * 13), 1.6);
      if (y > BANK - tall) {
        return front(x, y, house, row, width);
      }
    }
    Color sky = Color.of(0x0c1026).mix(Color.of(0x5a3f6e), Math.pow(y / BANK, 2.2));
    double cloud = Noise.step(-0.1, 0.6, noise.layered(x * 2, y * 6, 5));
    return sky.mix(Color.of(0xc77b5c), 0.4 * cloud * Noise.step(0.25, BANK, y));
  }

  private Color front(double x, double y, int house, int row, double width) {
    Color wall = Color.of(0x2a2c4a).mix(Color.of(0x10121f), row / 2.0);
    double pane = 0.0095 + 0.002 * row;
    double inside = x / width + row * 0.37 - house;
    int column = (int) Math.floor(x / pane);
    int floor = (int) Math.floor(y / (pane * 1.35));
    double dx = x / pane - column;
    double dy = y / (pane * 1.35) - floor;
    boolean glass = dx > 0.22 && dx < 0.78 && dy > 0.2 && dy < 0.75;
    boolean edge = inside < 0.06 || inside > 0.94;
    double lamp = windows.at(column * 3 + house, floor * 7 + row);
    if (glass && !edge && lamp > 0.55) {
      Color light =
          lamp > 0.93 ? Color.of(0xbfe0ff) : Color.of(0xffc766).mix(Color.of(0xff9a3d), lamp);
      return wall.mix(light, 0.35 + 0.65 * windows.at(column, floor));
    }
    return wall.times(0.8 + 0.4 * (1 - inside));
  }

  private Color river(double x, double y) {
    double depth = (y - BANK) / (1 - BANK);
    double away = 0.05 + depth;
    double ripple = noise.layered(x * 5 / away, 9 / away, 4);
    Color sum = Color.BLACK;
    for (int i = 0; i < 7; i++) {
      double mirrored = BANK - 0.003 - (y - BANK) * (0.35 + i * 0.16) + ripple * 0.01;
      sum = sum.plus(town(x + ripple * 0.012 * (1 + depth), Math.max(0, mirrored)), 1 / 7.0);
    }
    return Color.of(0x080a18).mix(sum, 0.75 - depth * 0.3).times(0.95 + ripple * 0.35);
  }
}
