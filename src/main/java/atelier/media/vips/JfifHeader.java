package atelier.media.vips;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The header by which a stripped JPEG says its resolution: libvips leaves it away when it strips.
///
/// - Source: JFIF 1.02, <https://www.w3.org/Graphics/JPEG/jfif3.pdf>.
final class JfifHeader {
  private static final int SEGMENT_BYTES = 18;
  private static final int LENGTH = 16;
  private static final short START_OF_IMAGE = (short) 0xffd8;
  private static final short APP0 = (short) 0xffe0;
  private static final short VERSION = 0x0102;
  private static final byte PER_INCH = 1;

  private JfifHeader() {}

  /// Puts the header at the beginning of a JPEG file that has none.
  ///
  /// - Units: `dpi` pixels per inch.
  static void insert(Path file, int dpi) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    var picture = ByteBuffer.wrap(bytes);
    if (bytes.length < 4 || picture.getShort(0) != START_OF_IMAGE || picture.getShort(2) == APP0) {
      return;
    }
    var segment = ByteBuffer.allocate(SEGMENT_BYTES);
    segment.putShort(APP0).putShort((short) LENGTH);
    segment.put("JFIF\0".getBytes(StandardCharsets.US_ASCII)).putShort(VERSION);
    segment.put(PER_INCH).putShort((short) dpi).putShort((short) dpi);
    segment.putShort((short) 0); // No thumbnail.
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(bytes, 0, 2);
      out.write(segment.array());
      out.write(bytes, 2, bytes.length - 2);
    }
  }
}
