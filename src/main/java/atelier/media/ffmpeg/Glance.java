package atelier.media.ffmpeg;

/// A picture made very small and grey, to tell whether it shows anything.
final class Glance {
  /// What makes it: 32 × 32 bytes of brightness.
  static final String FILTER = "scale=32:32:flags=area,format=gray";

  private static final int BLACK = 28;
  private static final int ALIKE = 10;
  private static final double NEARLY_ALL = 0.98;

  private Glance() {}

  /// Black, or of one tone all over.
  static boolean isBlank(byte[] brightness) {
    var tones = new int[256];
    for (byte each : brightness) {
      tones[each & 0xFF]++;
    }
    return share(tones, 0, BLACK) >= NEARLY_ALL * brightness.length
        || spread(tones, brightness.length) < ALIKE;
  }

  /// From the darkest to the brightest tone, without the outermost hundredths.
  private static int spread(int[] tones, int all) {
    int least = 0;
    int most = tones.length - 1;
    double left = (1 - NEARLY_ALL) / 2 * all;
    for (int seen = tones[least]; seen <= left && least < most; seen += tones[least]) {
      least++;
    }
    for (int seen = tones[most]; seen <= left && most > least; seen += tones[most]) {
      most--;
    }
    return most - least;
  }

  private static int share(int[] tones, int from, int to) {
    int sum = 0;
    for (int tone = from; tone <= to; tone++) {
      sum += tones[tone];
    }
    return sum;
  }
}
