package atelier.console;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/// The pixels of a finished picture, by the decoder of the JDK: sRGB or grey, or it cannot be read.
final class Pixels {
  private static final int TILES = 4;

  private final int width;
  private final int height;

  /// Row by row, as `0xAARRGGBB`.
  private final int[] colours;

  private Pixels(int width, int height, int[] colours) {
    this.width = width;
    this.height = height;
    this.colours = colours;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  static Pixels of(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw new AssertionError("not a picture: " + file);
      }
      int width = image.getWidth();
      int height = image.getHeight();
      return new Pixels(width, height, colours(image, width, height));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be decoded: " + file, e);
    }
  }

  private static int[] colours(BufferedImage image, int width, int height) {
    if (image.getRaster().getNumBands() > 1) {
      return image.getRGB(0, 0, width, height, null, 0, width);
    }
    // As stored: the JDK would take grey for linear light.
    int[] greys = image.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
    return Arrays.stream(greys).map(grey -> grey * 0x010101).toArray();
  }

  /// Red, green and blue in the middle of a square, 0 to 255.
  int[] middle(int left, int top, int side) {
    int edge = side / 3;
    return mean(left + edge, top + edge, left + side - edge, top + side - edge);
  }

  private int[] mean(int left, int top, int right, int bottom) {
    long[] sums = new long[3];
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int colour = colours[y * width + x];
        sums[0] += colour >> 16 & 255;
        sums[1] += colour >> 8 & 255;
        sums[2] += colour & 255;
      }
    }
    long count = (long) (right - left) * (bottom - top);
    return Arrays.stream(sums).mapToInt(sum -> (int) (sum / count)).toArray();
  }

  /// The largest difference of a part of a mean colour to another picture, looked at in tiles.
  ///
  /// - Units: 0 to 255; the other picture has the same shape.
  int distance(Pixels other) {
    int largest = 0;
    for (int row = 0; row < TILES; row++) {
      for (int column = 0; column < TILES; column++) {
        int[] mine = tile(column, row);
        int[] others = other.tile(column, row);
        for (int part = 0; part < mine.length; part++) {
          largest = Math.max(largest, Math.abs(mine[part] - others[part]));
        }
      }
    }
    return largest;
  }

  private int[] tile(int column, int row) {
    return mean(
        column * width / TILES,
        row * height / TILES,
        (column + 1) * width / TILES,
        (row + 1) * height / TILES);
  }

  /// Whether there is magenta somewhere.
  boolean hasMagenta() {
    return Arrays.stream(colours)
        .anyMatch(
            colour ->
                (colour >> 16 & 255) > 180 && (colour >> 8 & 255) < 90 && (colour & 255) > 180);
  }
}
