package atelier.media.ghostscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.Progress;
import atelier.media.StillTaker.Still;
import atelier.media.SubdefMaker.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PostScript written by hand through the real Ghostscript, looked at with ImageMagick.
class GhostscriptIT {
  private static final String EPS =
      """
      %!PS-Adobe-3.0 EPSF-3.0
      %%BoundingBox: 100 100 300 200
      1 0 0 setrgbcolor 100 100 100 100 rectfill
      """;

  @TempDir private Path folder;

  @Test
  void an_eps_is_cut_to_its_box_and_drawn_at_the_size_that_is_asked() throws Exception {
    Still still = take(write("box.eps", EPS), 400);

    assertThat(still).isInstanceOf(Still.Taken.class);
    assertThat(Shell.run("identify", "-format", "%m %w x %h", page())).isEqualTo("PNG 400 x 200");
    assertThat(pixel(50, 100)).isEqualTo("255 0 0");
    assertThat(pixel(350, 100)).as("paper").isEqualTo("255 255 255");
  }

  @Test
  void only_the_first_page_of_a_long_document_is_drawn() throws Exception {
    take(
        write(
            "pages.ps",
            """
            %!PS-Adobe-3.0
            0 1 0 setrgbcolor 0 0 1000 1000 rectfill showpage
            0 0 1 setrgbcolor 0 0 1000 1000 rectfill showpage
            """),
        400);

    assertThat(pixel(100, 100)).isEqualTo("0 255 0");
  }

  @Test
  void a_program_may_not_read_other_files() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");

    Still still = take(write("spy.ps", "%%!PS\n(%s) (r) file pop\n".formatted(secret)), 400);

    assertThat(still)
        .isEqualTo(new Still.Refused("broken PostScript: /invalidfileaccess in --file--"));
  }

  @Test
  void what_is_broken_or_something_else_is_refused() throws Exception {
    assertThat(take(write("broken.eps", "%!PS-Adobe-3.0\nnonsense\n"), 400))
        .isEqualTo(new Still.Refused("broken PostScript: /undefined in nonsense"));
    assertThat(take(write("other.eps", "a letter"), 400))
        .isEqualTo(new Still.Refused("not PostScript: the content is something else"));
  }

  @Test
  void a_program_without_end_is_stopped() throws Exception {
    Path endless = write("endless.ps", "%!PS\n{} loop\n");
    var hasty = new Ghostscript(Limits.within(Duration.ofMillis(700)), Containment.probe());

    assertThatThrownBy(() -> hasty.take(order(endless, 400), folder, Progress.IGNORED))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("took longer");
  }

  private Path write(String name, String program) throws IOException {
    return Files.writeString(folder.resolve(name), program);
  }

  private Path job() {
    try {
      return Files.createDirectories(folder.resolve("job"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String page() {
    return job().resolve("page.png").toString();
  }

  private Still take(Path source, int size) throws InterruptedException {
    return new Ghostscript(Ghostscript.usualLimits(), Containment.probe())
        .take(order(source, size), job(), Progress.IGNORED);
  }

  private Order order(Path source, int size) {
    return new Order(
        source,
        "application/postscript",
        MediaType.IMAGE,
        new Output.Image(size, 72, true, true, 80, ImageCodec.JPEG),
        folder.resolve("target"));
  }

  private String pixel(int x, int y) {
    return Shell.run(
        "convert",
        page(),
        "-depth",
        "8",
        "-format",
        "%%[fx:int(255*p{%d,%d}.r)] %%[fx:int(255*p{%d,%d}.g)] %%[fx:int(255*p{%d,%d}.b)]"
            .formatted(x, y, x, y, x, y),
        "info:");
  }
}
