package atelier.media.exiftool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/// Writes an InDesign file: two master pages and one object that holds an XMP packet.
///
/// - Source: XMP specification part 3, 1.1.5 (InDesign).
public final class IndesignFile {
  private IndesignFile() {}

  /// - Shape: an empty `pageImage` is none; otherwise a JPEG.
  public static Path write(Path file, byte[] pageImage) throws IOException {
    String image =
        pageImage.length == 0
            ? ""
            : """
            <xmp:PageInfo><rdf:Seq><rdf:li rdf:parseType="Resource"><xmpTPg:PageNumber>1</xmpTPg:PageNumber>
            <xmpGImg:format>JPEG</xmpGImg:format><xmpGImg:image>%s</xmpGImg:image></rdf:li></rdf:Seq></xmp:PageInfo>
            """
                .formatted(Base64.getEncoder().encodeToString(pageImage));
    byte[] packet =
        """
        <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
          xmlns:xmpTPg="http://ns.adobe.com/xap/1.0/t/pg/" xmlns:xmpGImg="http://ns.adobe.com/xap/1.0/g/img/">
        <xmp:CreatorTool>Atelier</xmp:CreatorTool>%s</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
        """
            .formatted(image)
            .getBytes(StandardCharsets.UTF_8);
    var out = ByteBuffer.allocate(8192 + 36 + packet.length + 32).order(ByteOrder.LITTLE_ENDIAN);
    byte[] master = HexFormat.of().parseHex("0606edf5d81d46e5bd31efe7fe74b71d");
    for (int at = 0; at <= 4096; at += 4096) {
      out.put(at, master).put(at + 16, "DOCUMENT".getBytes(StandardCharsets.US_ASCII));
      out.put(at + 24, (byte) 1).putLong(at + 264, 1).putInt(at + 280, 2);
    }
    out.put(8192, HexFormat.of().parseHex("de393979518 84b6c8e63eef8aee0dd38".replace(" ", "")));
    out.putInt(8192 + 24, packet.length + 4).putInt(8192 + 32, packet.length);
    out.put(8192 + 36, packet);
    return Files.write(file, out.array());
  }
}
