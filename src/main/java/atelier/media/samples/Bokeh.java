package atelier.media.samples;

import java.util.ArrayList;
import java.util.List;

/// Coloured lights out of focus, as saturated as they get.
final class Bokeh implements Motif {
  private static final int[] COLOURS = {
    0xff1030, 0xff7a00, 0xffe000, 0x00ff50, 0x00e0ff, 0x2040ff, 0xd000ff, 0xff20a0
  };

  /// How far the halo of a light goes, in its radiuses.
  private static final double REACH = 1.35;

  private final List<Light> lights = new ArrayList<>();

  private record Light(double x, double y, double radius, Color color, double strength) {}

  Bokeh() {
    var noise = new Noise(61);
    for (int i = 0; i < 90; i++) {
      double near = Math.pow(noise.at(i, 4), 2);
      lights.add(
          new Light(
              noise.at(i, 1) * 1.6 - 0.05,
              0.15 + noise.at(i, 2) * 0.75 + 0.1 * (noise.at(i, 7) - 0.5),
              0.018 + 0.085 * near,
              Color.of(COLOURS[(int) (noise.at(i, 3) * 7.999)]),
              0.55 - 0.33 * near));
    }
  }

  @Override
  public Color at(double x, double y) {
    Color sum = Color.of(0x0a0514).mix(Color.of(0x250a2c), 1 - Math.abs(y - 0.5) * 1.6);
    for (Light light : lights) {
      double dx = (x - light.x) / light.radius;
      double dy = (y - light.y) / light.radius;
      double square = dx * dx + dy * dy;
      if (square < REACH * REACH) {
        double distance = Math.sqrt(square);
        double disc = 1 - Noise.step(0.93, 1.0, distance);
        double rim = 0.45 * Noise.step(0.72, 0.95, distance) * disc;
        double halo = 0.12 * (1 - Noise.step(0.9, REACH, distance));
        sum = sum.plus(light.color, light.strength * (disc * 0.75 + rim + halo));
      }
    }
    return sum;
  }
}
