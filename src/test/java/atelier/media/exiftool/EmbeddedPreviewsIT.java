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
import java.nio.file.Files;
import java.nio.file.Path;
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

  private Path indesign(byte[] pageImage) throws IOException {
    return IndesignFile.write(folder.resolve("layout.indd"), pageImage);
  }
}
