package atelier.media.ffmpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// What a WAV file says of its length: ffmpeg believes what is there instead, so that a cut-off one
/// looks whole to it.
///
/// - Source: Microsoft's and IBM's "Multimedia Programming Interface and Data Specifications 1.0".
final class WaveHeader {
  private static final int FORM_BYTES = 12;
  private static final int CHUNK_BYTES = 8;
  private static final int MOST_CHUNKS = 100;

  /// From here on it stands for a length that was not known when the file was begun.
  private static final long UNKNOWN = 0x7FFF_0000L;

  private WaveHeader() {}

  /// The length that was promised, `readable` when it is all there or nothing was said.
  ///
  /// - Shape: `readable` is how long what is there plays.
  static Duration promised(Path file, Duration readable) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long at = FORM_BYTES;
      for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
        ByteBuffer head = read(channel, at);
        if (head.remaining() < CHUNK_BYTES) {
          return readable;
        }
        boolean data = StandardCharsets.US_ASCII.decode(head.slice(0, 4)).toString().equals("data");
        long size = Integer.toUnsignedLong(head.getInt(4));
        at += CHUNK_BYTES;
        if (data) {
          long there = channel.size() - at;
          boolean cut = size < UNKNOWN && there > 0 && there < size;
          return cut ? Duration.ofMillis(readable.toMillis() * size / there) : readable;
        }
        at += size + (size & 1);
      }
    }
    return readable;
  }

  private static ByteBuffer read(FileChannel channel, long at) throws IOException {
    var head = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (head.hasRemaining() && channel.read(head, at + head.position()) >= 0) {
      // Until it is full, or the file ends.
    }
    return head.flip().slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
