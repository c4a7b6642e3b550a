package atelier.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.NewRecord.StagedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What all [Records] do.
public abstract class RecordsContract {
  protected static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir protected Path files;

  protected abstract Databox databox();

  protected abstract Records records();

  protected abstract List<Announcement> announced();

  protected NewRecord aRecord(Function<RecordId, List<Announcement>> announcements) {
    return new NewRecord(
        databox().collections().getFirst().collectionId(),
        MediaType.IMAGE,
        "Sommer.JPG",
        "0e4c9f0a-8f53-4f0e-9b56-1f7a1f3a2b11",
        "ab".repeat(32),
        16,
        staged("picture"),
        Map.of("Width", "40", "Height", "30"),
        caption(),
        announcements);
  }

  protected Caption caption() {
    var values = new LinkedHashMap<Field, List<String>>();
    values.put(databox().field("Headline").orElseThrow(), List.of("Été à  Paris"));
    values.put(databox().field("Keywords").orElseThrow(), List.of("sun", "sea & <sand>"));
    return new Caption(values);
  }

  protected StagedFile staged(String content) {
    try {
      var path = files.resolve("staged.tmp");
      Files.writeString(path, content);
      return new StagedFile(path, "jpg", 40, 30, "image/jpeg", content.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  protected static List<Announcement> aPreviewOf(RecordId id) {
    return List.of(
        new Announcement(
            "subdef/" + id + "/preview",
            "subdefCreation",
            Map.of("recordId", id.record(), "databoxId", id.databox())));
  }

  protected int added() {
    return records().add(aRecord(RecordsContract::aPreviewOf)).record();
  }

  private NewFile aPreviewFile(int record, String content) throws IOException {
    var path = files.resolve(record + "_preview.jpg");
    Files.writeString(path, content);
    return new NewFile(path, 20, 15, "image/jpeg", content.length());
  }

  @Test
  void a_record_has_all_it_was_made_of() {
    int id = added();

    var record = records().find(id).orElseThrow();
    assertThat(record.type()).isEqualTo(MediaType.IMAGE);
    assertThat(record.originalName()).contains("Sommer.JPG");
    assertThat(record.status()).isEqualTo(16);
    assertThat(record.created()).isEqualTo(NOON);
    assertThat(record.flags())
        .isEqualTo(
            Record.MAKE_SUBDEFS
                | Record.WRITE_DOCUMENT_METADATA
                | Record.WRITE_SUBDEF_METADATA
                | Record.TO_INDEX);
    assertThat(records().technicalData(id))
        .containsExactly(Map.entry("Height", "30"), Map.entry("Width", "40"));
    assertThat(records().caption(id)).isEqualTo(caption());
    assertThat(records().withSha256("ab".repeat(32))).contains(record);
    assertThat(records().withUuid("0e4c9f0a-8f53-4f0e-9b56-1f7a1f3a2b11")).contains(record);
    assertThat(records().list(0, 10)).containsExactly(record);
    assertThat(records().count()).isEqualTo(1);
  }

  @Test
  void the_document_lies_under_its_own_name() {
    int id = added();

    var document = records().subdef(id, Subdef.DOCUMENT).orElseThrow();
    assertThat(document.path()).isEqualTo(files.resolve("1_document.jpg")).hasContent("picture");
    assertThat(files.resolve("staged.tmp")).doesNotExist();
    assertThat(document.sizeBytes()).isEqualTo(7);
    assertThat(document.widthPixels()).isEqualTo(40);
  }

  @Test
  void what_a_change_announces_waits_once_for_each_key() {
    int id = added();
    var again = aPreviewOf(new RecordId(databox().id(), id));

    records().metadataWritten(id, Subdef.DOCUMENT, 7);
    records().complete(id, aRecord(_ -> again));

    assertThat(announced())
        .extracting(Announcement::key)
        .containsExactly("subdef/" + databox().id() + "_1/preview");
  }

  @Test
  void a_failure_before_the_commit_leaves_the_staged_file_and_nothing_else() {
    assertThatThrownBy(
            () ->
                records()
                    .add(
                        aRecord(
                            _ -> {
                              throw new IllegalStateException("crash");
                            })))
        .hasMessage("crash");

    assertThat(records().count()).isZero();
    assertThat(files.resolve("staged.tmp")).hasContent("picture");
    assertThat(files.resolve("1_document.jpg")).doesNotExist();
  }

  @Test
  void a_file_that_a_crash_left_behind_is_overwritten() throws IOException {
    Files.writeString(files.resolve("1_document.jpg"), "left behind");

    assertThat(added()).isEqualTo(1);

    assertThat(files.resolve("1_document.jpg")).hasContent("picture");
  }

  @Test
  void a_missing_staged_file_leaves_no_record() throws IOException {
    var record = aRecord(_ -> List.of());
    Files.delete(record.staged().path());

    assertThatThrownBy(() -> records().add(record)).isInstanceOf(LibraryException.class);

    assertThat(records().count()).isZero();
  }

  @Test
  void a_half_made_record_is_completed() throws IOException {
    int id = added();
    Files.delete(files.resolve("1_document.jpg"));

    records().complete(id, aRecord(_ -> List.of()));

    assertThat(files.resolve("1_document.jpg")).hasContent("picture");
    assertThat(records().caption(id)).isEqualTo(caption());
    assertThat(records().subdefs(id)).hasSize(1);
  }

  @Test
  void completing_a_record_that_is_not_there_leaves_the_staged_file() {
    var missing = aRecord(_ -> List.of());

    assertThatThrownBy(() -> records().complete(7, missing))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(missing.staged().path()).exists();
  }

  @Test
  void a_subdef_stands_behind_the_document_and_the_record_asks_for_no_more() throws IOException {
    int id = added();

    records().saveSubdef(id, "preview", aPreviewFile(id, "small"), List.of());

    assertThat(records().subdefs(id))
        .extracting(Subdef::name)
        .containsExactly("document", "preview");
    assertThat(records().find(id).orElseThrow().flags() & Record.MAKE_SUBDEFS).isZero();
  }

  @Test
  void a_subdef_of_no_record_is_refused() throws IOException {
    var file = aPreviewFile(9, "small");

    assertThatThrownBy(() -> records().saveSubdef(9, "preview", file, List.of()))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(records().subdefs(9)).isEmpty();
  }

  @Test
  void written_metadata_is_noted() {
    int id = added();

    records().metadataWritten(id, Subdef.DOCUMENT, 99);

    assertThat(records().subdef(id, Subdef.DOCUMENT).orElseThrow().sizeBytes()).isEqualTo(99);
    assertThat(records().find(id).orElseThrow().flags())
        .isEqualTo(Record.MAKE_SUBDEFS | Record.TO_INDEX);
  }

  @Test
  void a_record_is_taken_once_to_be_indexed() {
    int id = added();

    assertThat(records().takeToIndex(10)).containsExactly(id);
    assertThat(records().takeToIndex(10)).isEmpty();
    assertThat(records().toIndex()).isEqualTo(1);

    records().indexed(List.of(id));

    assertThat(records().toIndex()).isZero();
  }

  @Test
  void a_change_while_it_is_indexed_asks_again() {
    int id = added();
    records().takeToIndex(10);

    records().metadataWritten(id, Subdef.DOCUMENT, 8);
    records().indexed(List.of(id));

    assertThat(records().takeToIndex(10)).containsExactly(id);
  }

  @Test
  void what_was_taken_and_never_indexed_asks_again() {
    int id = added();
    records().takeToIndex(10);

    records().askAgainToIndex();

    assertThat(records().takeToIndex(10)).containsExactly(id);
  }
}
