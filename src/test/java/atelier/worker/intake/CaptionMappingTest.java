package atelier.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.HandClock;
import atelier.library.Caption;
import atelier.library.Field;
import atelier.media.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptionMappingTest {
  private static final Field KEYWORDS = field("IPTC:Keywords", Field.Type.STRING, true);
  private static final Field TITLE = field("IPTC:Headline", Field.Type.STRING, false);
  private static final Field DATE = field("IPTC:DateCreated", Field.Type.DATE, false);

  private static final Field NO_SOURCE = field("", Field.Type.STRING, true);

  @Test
  void several_values_are_parted_trimmed_and_told_once() {
    Caption caption = map(KEYWORDS, "sea; sky", " sky ", ";;", "sea,sand");

    assertThat(caption.of("field")).containsExactly("sea", "sky", "sand");
  }

  @Test
  void of_a_mono_field_the_last_value_that_is_not_blank_counts() {
    assertThat(map(TITLE, "first", "second; part", "  ").of("field"))
        .containsExactly("second; part");
    assertThat(map(TITLE, " ", "").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2024:05:06 07:08:09, 2024/05/06 07:08:09",
    "20240506, 2024/05/06 00:00:00",
    "2024-13-01, 2024-13-01",
    "last summer, last summer"
  })
  void a_date_is_written_in_one_form_where_it_can_be_read(String found, String kept) {
    assertThat(map(DATE, found).of("field")).containsExactly(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "tf-width, 640",
    "TF-WIDTH, 640",
    "tf-size, 12345",
    "tf-basename, a.b.JPG",
    "tf-filename, a.b",
    "tf-extension, JPG",
    "tf-archivedate, 2026/08/07 12:00:00"
  })
  void pseudo_tags_tell_of_the_file_itself(String tag, String value) {
    Field field = field("Phraseanet:" + tag, Field.Type.STRING, false);

    Caption caption =
        CaptionMapping.map(
            List.of(field),
            new Metadata(Map.of()),
            Map.of(),
            pseudo(Map.of("Width", "640", "FileSize", "12345"), "a.b.JPG"));

    assertThat(caption.of("field")).containsExactly(value);
  }

  @Test
  void what_somebody_said_comes_behind_what_is_in_the_file() {
    var metadata = new Metadata(Map.of("IPTC:Headline", List.of("in the file")));

    Caption said =
        CaptionMapping.map(
            List.of(TITLE), metadata, Map.of(1, List.of("said")), pseudo(Map.of(), "a.jpg"));
    Caption unsaid =
        CaptionMapping.map(
            List.of(TITLE), metadata, Map.of(1, List.of(" ")), pseudo(Map.of(), "a.jpg"));

    assertThat(said.of("field")).containsExactly("said");
    assertThat(unsaid.of("field")).containsExactly("in the file");
  }

  @Test
  void a_field_without_source_takes_what_somebody_said() {
    Caption caption =
        CaptionMapping.map(
            List.of(NO_SOURCE),
            new Metadata(Map.of()),
            Map.of(1, List.of("a;b", "c")),
            pseudo(Map.of(), "a.jpg"));

    assertThat(caption.of("field")).containsExactly("a", "b", "c");
  }

  @Test
  void text_and_moment_of_quarantine_are_given_from_outside() {
    var pseudo =
        pseudo(Map.of(), "a.pdf")
            .withText(Optional.of("the text"))
            .withQuarantine(Optional.of("2026/08/01 10:00:00"));

    assertThat(pseudo.all("Phraseanet:PDF-Text")).containsExactly("the text");
    assertThat(pseudo.all("Phraseanet:tf-quarantine")).containsExactly("2026/08/01 10:00:00");
    assertThat(pseudo(Map.of(), "a.pdf").withText(Optional.empty()).all("Phraseanet:pdf-text"))
        .isEmpty();
  }

  @Test
  void a_document_id_of_xmp_loses_its_prefix() {
    Field id = field("XMP-xmpMM:DocumentID", Field.Type.STRING, false);

    assertThat(map(id, "xmp.did:1234").of("field")).containsExactly("1234");
  }

  @Test
  void what_is_not_known_has_no_entry() {
    Field duration = field("Phraseanet:tf-duration", Field.Type.STRING, false);
    Field extension = field("Phraseanet:tf-extension", Field.Type.STRING, false);

    Caption caption =
        CaptionMapping.map(
            List.of(duration, extension, TITLE),
            new Metadata(Map.of()),
            Map.of(),
            pseudo(Map.of(), ".hidden"));

    assertThat(caption.isEmpty()).isTrue();
  }

  private Caption map(Field field, String... values) {
    var metadata = new Metadata(Map.of(field.source(), List.of(values)));
    return CaptionMapping.map(List.of(field), metadata, Map.of(), pseudo(Map.of(), "a.jpg"));
  }

  private static PseudoTags pseudo(Map<String, String> technicalData, String name) {
    return PseudoTags.of(technicalData, name, new HandClock(Instant.parse("2026-08-07T12:00:00Z")));
  }

  private static Field field(String source, Field.Type type, boolean multi) {
    return new Field(1, "field", source, type, multi, ";,", false, false, false, true, 0, "0", 1);
  }
}
