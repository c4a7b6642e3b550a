package atelier.media.dcraw;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes a raw photograph as a digital negative: a Bayer pattern of one colour, the upper half
/// brighter, and a preview.
///
/// - Source: TIFF 6.0; Digital Negative specification 1.4.
public final class DngFile {
  private static final int BYTE = 1;
  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int SIGNED_RATIONAL = 10;
  private static final int FIRST_DIRECTORY = 8;

  private final ByteBuffer out;
  private int free;

  private DngFile(int bytes) {
    out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private record Entry(int tag, int type, int count, ByteBuffer value) {}

  /// - Shape: an empty `preview` is none; otherwise a JPEG.
  public static Path write(Path file, int width, int height, int orientation, byte[] preview)
      throws IOException {
    var dng = new DngFile(width * height * 2 + preview.length + 4096);
    dng.write(width, height, orientation, preview);
    return Files.write(file, Arrays.copyOf(dng.out.array(), dng.free));
  }

  private void write(int width, int height, int orientation, byte[] preview) {
    out.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(FIRST_DIRECTORY);
    free = 2048;
    int pixels = free;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out.putShort(pixels + 2 * (y * width + x), (short) (y < height / 2 ? 60_000 : 3_000));
      }
    }
    free += 2 * width * height;
    int jpeg = free;
    out.put(jpeg, preview);
    free += preview.length;
    var main = new ArrayList<Entry>();
    main.add(longs(254, 0));
    main.add(longs(256, width));
    main.add(longs(257, height));
    main.add(shorts(258, 16));
    main.add(shorts(259, 1));
    main.add(shorts(262, 32_803));
    main.add(text(271, "Atelier"));
    main.add(text(272, "Camera obscura"));
    main.add(longs(273, pixels));
    main.add(shorts(274, orientation));
    main.add(shorts(277, 1));
    main.add(longs(278, height));
    main.add(longs(279, 2 * width * height));
    if (preview.length > 0) {
      main.add(longs(330, 1024));
    }
    main.add(shorts(33_421, 2, 2));
    main.add(new Entry(33_422, BYTE, 4, ByteBuffer.wrap(new byte[] {0, 1, 1, 2})));
    main.add(new Entry(50_706, BYTE, 4, ByteBuffer.wrap(new byte[] {1, 4, 0, 0})));
    main.add(text(50_708, "Atelier Camera obscura"));
    main.add(fractions(50_721, SIGNED_RATIONAL, 1, 0, 0, 0, 1, 0, 0, 0, 1));
    main.add(fractions(50_728, RATIONAL, 1, 1, 1));
    main.add(shorts(50_778, 21));
    directory(FIRST_DIRECTORY, main);
    directory(
        1024,
        List.of(
            longs(254, 1),
            shorts(259, 7),
            shorts(262, 6),
            longs(513, jpeg),
            longs(514, preview.length)));
  }

  private void directory(int at, List<Entry> entries) {
    int place = at;
    out.putShort(place, (short) entries.size());
    place += 2;
    for (Entry entry : entries) {
      out.putShort(place, (short) entry.tag).putShort(place + 2, (short) entry.type);
      out.putInt(place + 4, entry.count);
      if (entry.value.capacity() <= 4) {
        out.put(place + 8, entry.value, 0, entry.value.capacity());
      } else {
        out.putInt(place + 8, free).put(free, entry.value, 0, entry.value.capacity());
        free += entry.value.capacity() + entry.value.capacity() % 2;
      }
      place += 12;
    }
    out.putInt(place, 0);
  }

  private static Entry shorts(int tag, int... values) {
    var bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return new Entry(tag, SHORT, values.length, bytes);
  }

  private static Entry longs(int tag, int value) {
    return new Entry(
        tag, LONG, 1, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value));
  }

  private static Entry text(int tag, String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
    return new Entry(tag, ASCII, bytes.length, ByteBuffer.wrap(bytes));
  }

  private static Entry fractions(int tag, int type, int... values) {
    var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value).putInt(1);
    }
    return new Entry(tag, type, values.length, bytes);
  }
}
