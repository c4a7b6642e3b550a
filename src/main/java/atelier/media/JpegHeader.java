package atelier.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// What the header of a JPEG's frame says.
///
/// - Shape: `colours` is 1 for grey, 3 for RGB, 4 for CMYK.
/// - Units: pixels, as stored, thus before the picture is turned.
/// - Source: ITU-T T.81, B.2.2.
public record JpegHeader(int width, int height, int colours) {
  private static final int START = 0xffd8;

  /// The markers of the baseline, extended and progressive frames.
  private static final Set<Integer> FRAMES = Set.of(0xffc0, 0xffc1, 0xffc2);

  /// - Errors: [IOException] when the file is no JPEG or ends before.
  public static JpegHeader read(Path jpeg) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(jpeg)))) {
      if (in.readUnsignedShort() != START) {
        throw new IOException("not a JPEG: " + jpeg);
      }
      while (true) {
        int marker = in.readUnsignedShort();
        int length = in.readUnsignedShort();
        if (FRAMES.contains(marker)) {
          in.readUnsignedByte(); // Bits a sample.
          int height = in.readUnsignedShort();
          int width = in.readUnsignedShort();
          return new JpegHeader(width, height, in.readUnsignedByte());
        }
        in.skipNBytes(length - 2L);
      }
    }
  }

  public int longerSide() {
    return Math.max(width, height);
  }
}
