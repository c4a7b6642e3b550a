package atelier.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// How large a Photoshop file has to be for its flattened picture to be whole, which the tools that
/// read it do not look at: they fill up with black.
///
/// - Source: Adobe Photoshop file formats specification, "Photoshop File Format".
public final class PhotoshopLayout {
  private static final int MAGIC = 0x38425053;
  private static final int LARGE_DOCUMENT = 2;
  private static final int RESERVED_BYTES = 6;
  private static final int RAW = 0;
  private static final int RUN_LENGTHS = 1;

  private PhotoshopLayout() {}

  /// Whether the end is missing; false for what is no Photoshop file, or packed in a way that does
  /// not tell its length.
  public static boolean isCut(Path file) throws IOException {
    long size = Files.size(file);
    try (InputStream in = Files.newInputStream(file);
        var data = new DataInputStream(new BufferedInputStream(in))) {
      return data.readInt() == MAGIC && endOf(data) > size;
    } catch (EOFException _) {
      return true;
    }
  }

  /// Where the picture ends, 0 when that cannot be told.
  private static long endOf(DataInputStream data) throws IOException {
    boolean large = data.readUnsignedShort() == LARGE_DOCUMENT;
    data.skipNBytes(RESERVED_BYTES);
    int channels = data.readUnsignedShort();
    long height = Integer.toUnsignedLong(data.readInt());
    long width = Integer.toUnsignedLong(data.readInt());
    int depth = data.readUnsignedShort();
    data.skipNBytes(Short.BYTES);
    long at = 4 + 2 + RESERVED_BYTES + 2 + 4 + 4 + 2 + 2;
    for (int section = 0; section < 3; section++) {
      boolean wide = large && section == 2;
      long length = wide ? data.readLong() : Integer.toUnsignedLong(data.readInt());
      data.skipNBytes(length);
      at += (wide ? Long.BYTES : Integer.BYTES) + length;
    }
    int packing = data.readUnsignedShort();
    at += Short.BYTES;
    long rows = channels * height;
    return switch (packing) {
      case RAW -> at + rows * Math.ceilDiv(width * depth, Byte.SIZE);
      case RUN_LENGTHS -> at + runLengths(data, rows, large);
      default -> 0;
    };
  }

  /// The table of how many bytes each row has, and these rows.
  private static long runLengths(DataInputStream data, long rows, boolean large)
      throws IOException {
    long bytes = rows * (large ? Integer.BYTES : Short.BYTES);
    for (long row = 0; row < rows; row++) {
      bytes += large ? Integer.toUnsignedLong(data.readInt()) : data.readUnsignedShort();
    }
    return bytes;
  }
}
