package atelier.media.samples;

import java.util.function.DoubleUnaryOperator;

/// A height for every place from left to right, worked out once.
final class Skyline {
  private static final int STEPS = 12_000;
  private static final double WIDTH = 1.6;
  private static final double MARGIN = 0.05;

  private final float[] heights = new float[STEPS + 2];

  Skyline(DoubleUnaryOperator height) {
    for (int i = 0; i < heights.length; i++) {
      heights[i] = (float) height.applyAsDouble(i * (WIDTH + 2 * MARGIN) / STEPS - MARGIN);
    }
  }

  double at(double x) {
    double place = Math.clamp((x + MARGIN) * STEPS / (WIDTH + 2 * MARGIN), 0, STEPS);
    int index = (int) place;
    double rest = place - index;
    return heights[index] * (1 - rest) + heights[index + 1] * rest;
  }
}
