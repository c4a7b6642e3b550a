package atelier.media.ghostscript;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the comments of a PostScript file say about its size.
///
/// - Units: points, 72 to the inch.
/// - Source: Adobe's technical notes 5001 (document structuring conventions), 5002 (EPS).
record PostScriptHead(boolean isPostScript, double longerSidePoints) {
  private static final int PEEK_BYTES = 64 * 1024;

  /// Windows' EPS has a header and pictures for the screen around the program.
  private static final String BINARY_EPS = "\u00c5\u00d0\u00d3\u00c6";

  private static final double A4_POINTS = 842;
  private static final String NUMBER = "\\s+(-?\\d{1,6}(?:\\.\\d{1,9})?)";
  private static final Pattern BOX =
      Pattern.compile("%%BoundingBox:" + NUMBER + NUMBER + NUMBER + NUMBER);

  static PostScriptHead read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      String begin = peek(channel, 0);
      boolean binary = begin.startsWith(BINARY_EPS);
      boolean program = binary || begin.stripLeading().startsWith("%!");
      boolean encapsulated = binary || begin.lines().findFirst().orElse("").contains("EPSF");
      if (!program || !encapsulated) {
        return new PostScriptHead(program, A4_POINTS);
      }
      String end = peek(channel, Math.max(0, channel.size() - PEEK_BYTES));
      return new PostScriptHead(true, longerSide(begin + "\n" + end));
    }
  }

  private static double longerSide(String comments) {
    Matcher box = BOX.matcher(comments);
    if (!box.find()) {
      return A4_POINTS;
    }
    double width = Double.parseDouble(box.group(3)) - Double.parseDouble(box.group(1));
    double height = Double.parseDouble(box.group(4)) - Double.parseDouble(box.group(2));
    return Math.max(1, Math.max(width, height));
  }

  private static String peek(FileChannel channel, long from) throws IOException {
    var buffer = ByteBuffer.allocate(PEEK_BYTES);
    while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
      // Until it is full, or the file ends.
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
  }
}
