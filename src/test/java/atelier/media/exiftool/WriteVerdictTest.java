package atelier.media.exiftool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.media.MediaException;
import atelier.media.MetadataTool.Written;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WriteVerdictTest {
  private static final Path FILE = Path.of("/files/1_document.jpg");

  @Test
  void a_file_that_is_another_format_than_it_seems_is_refused_in_these_words() {
    var reply =
        new Exiftool.Reply(
            "    0 image files updated\n    1 files weren't updated due to errors\n",
            "Error: Not a valid JPG (looks more like a PNG) - /files/.atelier-1\n");

    assertThat(WriteVerdict.of(reply, FILE))
        .isEqualTo(
            new Written.Refused(
                "metadata cannot be written: Not a valid JPG (looks more like a PNG)"));
  }

  @Test
  void a_fault_outside_the_file_is_worth_another_try() {
    var reply =
        new Exiftool.Reply(
            "    0 image files updated\n", "Error: Error creating file - /files/.atelier-1\n");

    assertThatThrownBy(() -> WriteVerdict.of(reply, FILE))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("Error creating file");
  }

  @Test
  void a_file_of_zeros_is_refused() {
    var reply =
        new Exiftool.Reply(
            "    0 image files updated\n",
            "Error: Entire file is binary zeros - /files/.atelier-1\n");

    assertThat(WriteVerdict.of(reply, FILE))
        .isEqualTo(new Written.Refused("metadata cannot be written: Entire file is binary zeros"));
  }

  @Test
  void a_writer_that_gives_up_on_a_cut_off_file_is_a_refusal_for_that_reason() {
    var reply =
        new Exiftool.Reply(
            "    0 image files updated\n",
            """
            Warning: Sorry, SigmaRaw:ImageUniqueID doesn't exist or isn't writable
            Warning: Truncated PNG image - /files/.atelier-1
            Warning: No writable tags set from /files/.atelier-1
            Error: Error writing output file - /files/.atelier-1
            """);

    assertThat(WriteVerdict.of(reply, FILE))
        .isEqualTo(new Written.Refused("metadata cannot be written: Truncated PNG image"));
  }

  @Test
  void a_writer_that_gives_up_without_a_reason_is_worth_another_try() {
    var reply =
        new Exiftool.Reply(
            "    0 image files updated\n",
            "Error: Error writing output file - /files/.atelier-1\n");

    assertThatThrownBy(() -> WriteVerdict.of(reply, FILE)).isInstanceOf(MediaException.class);
  }

  @Test
  void a_warning_beside_a_written_file_is_no_fault() {
    var reply =
        new Exiftool.Reply(
            "    1 image files updated\n", "Warning: [minor] Possibly incorrect maker notes\n");

    assertThat(WriteVerdict.of(reply, FILE)).isInstanceOf(Written.Good.class);
  }

  @Test
  void a_kind_of_file_that_cannot_be_written_is_refused_however_it_is_said() {
    var reply =
        new Exiftool.Reply(
            "    0 image files updated\n",
            "Error: Can&#39;t currently write RIFF WAVE files - /files/.atelier-1\n");

    assertThat(WriteVerdict.of(reply, FILE))
        .isEqualTo(
            new Written.Refused(
                "metadata cannot be written: Can't currently write RIFF WAVE files"));
  }
}
