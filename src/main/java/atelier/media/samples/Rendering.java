package atelier.media.samples;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/// Paints motifs into portable pixmaps, on all cores.
///
/// - Source: netpbm's formats, <https://netpbm.sourceforge.net/doc/ppm.html>.
final class Rendering {
  private static final int MAX = 255;

  private Rendering() {}

  /// Writes a colour picture (P6).
  static void color(Motif motif, int width, int height, Path target) throws IOException {
    byte[] pixels = new byte[width * height * 3];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            row -> {
              for (int column = 0; column < width; column++) {
                Color color = motif.at((column + 0.5) / height, (row + 0.5) / height);
                int at = (row * width + column) * 3;
                double grain = grain(column, row);
                pixels[at] = part(color.red(), grain);
                pixels[at + 1] = part(color.green(), grain);
                pixels[at + 2] = part(color.blue(), grain);
              }
            });
    write(target, "P6", width, height, pixels);
  }

  /// Writes a grey picture (P5) of values from 0 to 1.
  static void grey(DoubleBinaryOperator values, int width, int height, Path target)
      throws IOException {
    byte[] pixels = new byte[width * height];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            row -> {
              for (int column = 0; column < width; column++) {
                double value = values.applyAsDouble((column + 0.5) / height, (row + 0.5) / height);
                pixels[row * width + column] = part(value, 0);
              }
            });
    write(target, "P5", width, height, pixels);
  }

  private static void write(Path target, String form, int width, int height, byte[] pixels)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      out.write(
          (form + "\n" + width + " " + height + "\n" + MAX + "\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(pixels);
    }
  }

  private static byte part(double value, double grain) {
    return (byte) Math.clamp(Math.round(value * MAX + grain), 0, MAX);
  }

  /// A little, so that smooth skies show no bands.
  private static double grain(int column, int row) {
    int h = column * 0x9e3779b1 ^ row * 0x85ebca6b;
    h = (h ^ (h >>> 15)) * 0x27d4eb2d;
    return ((h >>> 8 & 0xffff) / 65535.0 - 0.5) * 2.2;
  }
}
