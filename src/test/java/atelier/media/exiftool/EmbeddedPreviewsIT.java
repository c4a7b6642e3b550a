package atelier.media.exiftool;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.Progress;
import atelier.media.StillTaker.Still;
import atelier.media.SubdefMaker.Order;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Previews through the real exiftool, from an InDesign file written by hand.
class EmbeddedPreviewsIT {
  @TempDir private Path folder;

  @Test
  void the_page_image_of_an_indesign_file_is_its_picture() throws Exception {
    Path jpeg = folder.resolve("page.jpg");
    Shell.run("convert", "-size", "210x297", "xc:green", jpeg.toString());
    Path document = indesign(Files.readAllBytes(jpeg));

    Still still = take(document);

    assertThat(still).isInstanceOf(Still.Taken.class);
    String picture = ((Still.Taken) still).picture().toString();
    assertThat(Shell.run("identify", "-format", "%m %w x %h", picture)).isEqualTo("JPEG 210 x 297");
  }

  @Test
  void a_file_without_any_preview_is_refused() throws Exception {
    assertThat(take(indesign(new byte[0])))
        .isEqualTo(new Still.Refused("there is no preview in it"));
    assertThat(take(Files.writeString(folder.resolve("other.indd"), "a letter")))
        .isEqualTo(new Still.Refused("there is no preview in it"));
  }

  private Still take(Path source) throws Exception {
    Path previews = Files.createTempDirectory(folder, "100% sure ");
    var order =
        new Order(
            source,
            "application/x-indesign",
            MediaType.DOCUMENT,
            new Output.Image(200, 72, true, true, 80, ImageCodec.JPEG),
            folder.resolve("target"));
    return new EmbeddedPreviews(EmbeddedPreviews.usualLimits(), Containment.probe())
        .take(order, previews, Progress.IGNORED);
  }

  /// Two master pages and one object that holds an XMP packet.
  ///
  /// - Source: XMP specification part 3, 1.1.5 (InDesign).
  private Path indesign(byte[] pageImage) throws IOException {
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
    return Files.write(folder.resolve("layout.indd"), out.array());
  }
}
