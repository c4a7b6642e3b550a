package atelier.media.office;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The names of the streams in an OLE compound file, which the older office formats are.
///
/// - Shape: the first 64 sectors of the directory are read; what matters here stands at its
///   beginning.
/// - Source: [MS-CFB], sections 2.2 to 2.6,
///   <https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb>.
final class CompoundFile {
  private static final long MAGIC = 0xE11AB1A1E011CFD0L;
  private static final int HEADER_BYTES = 512;
  private static final int SECTOR_SHIFT_AT = 30;
  private static final int DIRECTORY_AT = 48;
  private static final int TABLES_AT = 76;
  private static final int TABLES_IN_HEADER = 109;
  private static final int ENTRY_BYTES = 128;
  private static final int NAME_LENGTH_AT = 64;
  private static final int LARGEST_SECTOR_SHIFT = 12;
  private static final int SMALLEST_SECTOR_SHIFT = 9;
  private static final int MAX_SECTORS = 64;

  private final FileChannel channel;
  private final ByteBuffer header;
  private final int shift;

  private CompoundFile(FileChannel channel, ByteBuffer header, int shift) {
    this.channel = channel;
    this.header = header;
    this.shift = shift;
  }

  static boolean isMagic(byte[] head) {
    return head.length >= Long.BYTES
        && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(0) == MAGIC;
  }

  /// - Errors: [IOException] when it is cut or contradicts itself.
  static List<String> names(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = read(channel, 0, HEADER_BYTES);
      int shift = header.getShort(SECTOR_SHIFT_AT);
      if (shift < SMALLEST_SECTOR_SHIFT || shift > LARGEST_SECTOR_SHIFT) {
        throw new IOException("its sectors have a size that does not exist");
      }
      return new CompoundFile(channel, header, shift).names();
    }
  }

  private List<String> names() throws IOException {
    var names = new ArrayList<String>();
    int sector = header.getInt(DIRECTORY_AT);
    for (int count = 0; sector >= 0 && count < MAX_SECTORS; count++) {
      ByteBuffer entries = sector(sector);
      for (int at = 0; at + ENTRY_BYTES <= entries.capacity(); at += ENTRY_BYTES) {
        int bytes = entries.getShort(at + NAME_LENGTH_AT) - Character.BYTES; // Without the zero.
        if (bytes > 0 && bytes <= NAME_LENGTH_AT) {
          var name = new byte[bytes];
          entries.get(at, name);
          names.add(new String(name, StandardCharsets.UTF_16LE));
        }
      }
      sector = next(sector);
    }
    return names;
  }

  /// The sector after this one in its chain, negative at the end.
  private int next(int sector) throws IOException {
    int perTable = (1 << shift) / Integer.BYTES;
    int table = sector / perTable;
    if (table >= TABLES_IN_HEADER) {
      return -1; // Its place is told farther away than a directory's beginning ever is.
    }
    return sector(header.getInt(TABLES_AT + table * Integer.BYTES))
        .getInt(sector % perTable * Integer.BYTES);
  }

  private ByteBuffer sector(int number) throws IOException {
    return read(channel, (number + 1L) << shift, 1 << shift);
  }

  private static ByteBuffer read(FileChannel channel, long from, int bytes) throws IOException {
    if (from < 0) {
      throw new IOException("it points before its beginning");
    }
    var buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException("it ends too early");
      }
    }
    return buffer.flip();
  }
}
