package atelier.media;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Small files that say they were huge pictures, and what such files are made of.
public final class HugePictures {
  private HugePictures() {}

  /// One part of a PNG.
  public static void pngChunk(ByteArrayOutputStream bytes, String type, byte[] data)
      throws IOException {
    var out = new DataOutputStream(bytes);
    out.writeInt(data.length);
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    out.write(name);
    out.write(data);
    var sum = new CRC32();
    sum.update(name);
    sum.update(data);
    out.writeInt((int) sum.getValue());
  }

  /// A TIFF that says its sides are so long.
  public static byte[] tiff(int side) {
    int[][] tags = {
      {256, side},
      {257, side},
      {258, 8},
      {259, 1},
      {262, 1},
      {273, 8},
      {277, 1},
      {278, side},
      {279, Integer.MAX_VALUE}
    };
    var bytes = ByteBuffer.allocate(10 + tags.length * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) tags.length);
    for (int[] tag : tags) {
      bytes.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
    }
    return bytes.array();
  }
}
