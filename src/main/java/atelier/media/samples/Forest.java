package atelier.media.samples;

import java.util.Optional;

/// Trunks in the fog.
final class Forest implements Motif {
  private static final int DEPTHS = 7;
  private static final double OPAQUE = 0.004;

  private final Noise noise = new Noise(81);
  private final Noise bark = new Noise(82);

  /// What a tree shows at a place, and how much it hides there, 0 to 1.
  private record Part(Color color, double cover) {}

  /// From the nearest to the farthest; what is half covered lets see what is behind it.
  @Override
  public Color at(double x, double y) {
    Color fog = fog(x, y);
    Color sum = Color.BLACK;
    double open = 1;
    for (int depth = DEPTHS - 1; depth >= 0 && open > OPAQUE; depth--) {
      double near = depth / (DEPTHS - 1.0);
      double ground = 0.60 + near * 0.30 + 0.02 * noise.layered(x * 3 + depth, depth, 4);
      if (y > ground) {
        return sum.plus(floor(x, y, near, fog), open);
      }
      Optional<Part> tree = tree(x, y, depth, near, fog);
      if (tree.isPresent()) {
        sum = sum.plus(tree.get().color, open * tree.get().cover);
        open *= 1 - tree.get().cover;
      }
    }
    return sum.plus(fog, open);
  }

  private Color fog(double x, double y) {
    double light = Math.exp(-Math.hypot(x - 0.95, (y - 0.30) * 1.3) * 1.7);
    double drift = noise.layered(x * 1.4, y * 3, 5);
    return Color.of(0x9fb0a8).mix(Color.of(0xf4efda), light + drift * 0.18);
  }

  private Optional<Part> tree(double x, double y, int depth, double near, Color fog) {
    double spacing = 0.055 + 0.11 * near;
    double lean = 0.02 * noise.smooth(y * 1.5, depth * 5 + Math.floor(x / spacing));
    int tree = (int) Math.floor((x + lean) / spacing + depth * 0.41);
    double centre = 0.3 + 0.4 * noise.at(tree, depth);
    double width = (0.10 + 0.12 * noise.at(tree, depth + 50)) * (1.15 - 0.3 * (1 - y));
    double across = ((x + lean) / spacing + depth * 0.41 - tree - centre) / width;
    double crown = leaves(x, y, depth, near);
    if (Math.abs(across) > 1 && crown <= 0) {
      return Optional.empty();
    }
    Color wood = Color.of(0x2b261f).mix(Color.of(0x5d5442), Noise.step(-1, 1, across) * 0.7);
    double grain = bark.layered(x * 160 / (0.4 + near), y * 26, 3);
    Color body = Math.abs(across) <= 1 ? wood.times(1 + grain * 0.55) : leaf(x, y, near);
    double cover = Math.abs(across) <= 1 ? 1 : crown;
    return Optional.of(new Part(body.mix(fog, Math.pow(1 - near, 0.75) * 0.93), cover));
  }

  private double leaves(double x, double y, int depth, double near) {
    double mass = noise.layered(x * (7 - near * 3) + depth * 13, y * 6 + depth, 5);
    return Noise.step(0.12, 0.28, mass + (0.26 - y) * 1.5);
  }

  private Color leaf(double x, double y, double near) {
    return Color.of(0x34452a)
        .times(0.9 + 0.6 * bark.layered(x * 70, y * 70, 3))
        .mix(Color.of(0x8a9a55), 0.25 * near);
  }

  private Color floor(double x, double y, double near, Color fog) {
    double fern = bark.layered(x * 40 / (0.4 + near), y * 90, 4);
    Color moss = Color.of(0x3a4a26).mix(Color.of(0x8a7a3c), 0.5 + fern * 0.7);
    return moss.times(0.75 + fern * 0.5).mix(fog, Math.pow(1 - near, 0.8) * 0.9);
  }
}
