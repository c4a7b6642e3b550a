package atelier.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.library.Collection;
import atelier.library.Quarantine.Attribute;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarantineNotesTest {
  private static final String MOMENT = "2026/08/07 12:00:00";

  @Test
  void everything_said_is_written_in_phps_form() {
    var notes = QuarantineNotes.of(consignment(Map.of(3, List.of("a")), 5, 12), MOMENT);

    assertThat(notes)
        .containsExactly(
            new Attribute(
                "metafield",
                "a:3:{s:2:\"id\";i:3;s:7:\"sbas_id\";i:2;s:5:\"value\";a:1:{i:0;s:1:\"a\";}}"),
            new Attribute("status", "0".repeat(29) + "101"),
            new Attribute("story", "2_12"),
            new Attribute(
                "metadata",
                "O:36:\"PHPExiftool\\Driver\\Metadata\\Metadata\":2:{"
                    + "s:6:\"\0*\0tag\";O:41:\"Alchemy\\Phrasea\\Metadata\\Tag\\TfQuarantine\":0:{}"
                    + "s:8:\"\0*\0value\";O:29:\"PHPExiftool\\Driver\\Value\\Mono\":1:{"
                    + "s:8:\"\0*\0value\";s:19:\"2026/08/07 12:00:00\";}}"));
  }

  @Test
  void everything_said_comes_back() {
    var values = Map.of(3, List.of("a", "é; b"), 4, List.of("\"c\""));

    var said =
        QuarantineNotes.read(2, QuarantineNotes.of(consignment(values, 1L << 31, 12), MOMENT));

    assertThat(said)
        .isEqualTo(
            new QuarantineNotes.Said(values, 1L << 31, Optional.of(12), Optional.of(MOMENT)));
  }

  @Test
  void values_that_are_too_long_together_are_parted_and_a_longer_one_is_cut() {
    String half = "h".repeat(1500);
    String long_ = "é".repeat(3000);

    var notes =
        QuarantineNotes.of(consignment(Map.of(3, List.of(half, half, long_)), 0, 0), MOMENT);

    assertThat(notes).hasSize(4).allMatch(note -> note.value().length() <= 2048);
    assertThat(QuarantineNotes.read(2, notes).values().get(3))
        .hasSize(3)
        .startsWith(half, half)
        .last()
        .asString()
        .matches("é{1900,2000}");
  }

  @Test
  void what_cannot_be_read_or_is_of_another_databox_is_passed_over() {
    var said =
        QuarantineNotes.read(
            2,
            List.of(
                new Attribute("metafield", "rubbish"),
                new Attribute(
                    "metafield", "a:3:{s:2:\"id\";i:3;s:7:\"sbas_id\";i:9;s:5:\"value\";a:0:{}}"),
                new Attribute("status", "2"),
                new Attribute("story", "9_12"),
                new Attribute("unknown", "x")));

    assertThat(said)
        .isEqualTo(new QuarantineNotes.Said(Map.of(), 0, Optional.empty(), Optional.empty()));
  }

  private static Consignment consignment(
      Map<Integer, List<String>> values, long status, int story) {
    return new Consignment(
        Path.of("a.jpg"),
        new Collection(7, 2, 1, "Pictures"),
        "a.jpg",
        values,
        status,
        story == 0 ? Optional.empty() : Optional.of(story),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Consignment.Manner.CHECKED);
  }
}
