package atelier.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What the records of every databox do.
public abstract class RecordsContract {
  protected static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");
  private static final String SUBDEF_CREATION = "subdefCreation";

  /// An empty databox made from [LibraryContract#TEMPLATE].
  protected abstract Databox databox();

  protected abstract Records records();

  /// What waits to be published for our own workers, the oldest first.
  protected abstract List<Announcement> announced();

  /// What webhooks shall tell, the oldest first: `name|type|data|collection_base_ids`, with `TOKEN`
  /// in the place of each permalink's.
  protected abstract List<String> happened();

  /// Sets the clock, which stands still else; it begins at [#NOON].
  protected abstract void now(Instant moment);

  @Test
  void a_record_that_was_added_is_there_with_all_its_parts() throws Exception {
    var id = records().add(aRecord("one"));

    var found = records().find(id.record()).orElseThrow();
    assertThat(found)
        .isEqualTo(
            new Record(
                new RecordId(databox().id(), 1),
                1,
                false,
                MediaType.IMAGE,
                "image/jpeg",
                "sha-one",
                "uuid-one",
                "One.JPG",
                5,
                Record.MAKE_SUBDEFS
                    | Record.WRITE_DOCUMENT_METADATA
                    | Record.WRITE_SUBDEF_METADATA
                    | Record.TO_INDEX,
                NOON,
                NOON));
    var document = records().subdef(1, "document").orElseThrow();
    assertThat(document.path()).hasFileName("1_document.jpg").hasContent("one");
    assertThat(document.widthPixels()).isEqualTo(640);
    assertThat(document.heightPixels()).isEqualTo(480);
    assertThat(document.mime()).isEqualTo("image/jpeg");
    assertThat(document.sizeBytes()).isEqualTo(3);
    assertThat(records().caption(1)).isEqualTo(aCaption("one"));
    assertThat(records().technicalData(1))
        .containsExactly(entry("Height", "480"), entry("Width", "640"));
    assertThat(announced())
        .containsExactly(new Announcement("1_1/preview", SUBDEF_CREATION, Map.of("recordId", 1)));
  }

  @Test
  void a_record_without_caption_and_without_subdefs_only_asks_to_be_indexed() throws Exception {
    var id = records().add(with(aRecord("one"), Caption.EMPTY, _ -> List.of()));

    assertThat(records().find(id.record()).orElseThrow().flags()).isEqualTo(Record.TO_INDEX);
    assertThat(announced()).isEmpty();
  }

  @Test
  void a_new_record_is_told_to_others_with_the_address_of_its_document() throws Exception {
    records().add(aRecord("one"));

    assertThat(happened())
        .containsExactly(
            """
            record.created|record|{"databox_id":1,"record_id":1,"collection_name":"Pictures",\
            "base_id":1,"record_type":"record","media_type":"image","type":"image/jpeg",\
            "original_name":"One.JPG","initiator_user_id":null,"permalink":\
            "http://library.test/permalink/v1/1/1/document/one.jpg?token=TOKEN"}|[1]""");
    assertThat(happened()).hasSize(1);
  }

  @Test
  void made_and_failed_subdefs_are_told_to_others() throws Exception {
    records().add(aRecord("one"));
    records().saveSubdef(1, "preview", aFile("1_preview.jpg", "small"), List.of());
    records().subdefFailed(1, "poster");
    records().subdefFailed(7, "poster");

    assertThat(happened().subList(1, happened().size()))
        .containsExactly(
            """
            record.subdef.created|record.subdef|{"databox_id":1,"record_id":1,\
            "collection_name":"Pictures","base_id":1,"subdef_name":"preview","permalink":\
            "http://library.test/permalink/v1/1/1/preview/one.jpg?token=TOKEN",\
            "original_name":"One.JPG","size":5,"type":"image/jpeg"}|[1]""",
            """
            record.subdef.creation_failed|record.subdef|{"databox_id":1,"record_id":1,\
            "collection_name":"Pictures","base_id":1,"subdef_name":"poster"}|[1]""");
  }

  @Test
  void records_are_listed_by_number_in_parts() throws Exception {
    for (String name : List.of("one", "two", "three")) {
      records().add(aRecord(name));
    }

    assertThat(records().count()).isEqualTo(3);
    assertThat(records().list(0, 2)).extracting(each -> each.id().record()).containsExactly(1, 2);
    assertThat(records().list(2, 2)).extracting(each -> each.id().record()).containsExactly(3);
    assertThat(records().list(3, 2)).isEmpty();
    assertThat(records().find(4)).isEmpty();
  }

  @Test
  void the_oldest_of_several_equal_records_is_found() throws Exception {
    records().add(aRecord("one"));
    records().add(aRecord("two"));
    records().add(aRecord("two"));

    assertThat(records().withSha256("sha-two").orElseThrow().id().record()).isEqualTo(2);
    assertThat(records().withUuid("uuid-two").orElseThrow().id().record()).isEqualTo(2);
    assertThat(records().withSha256("sha-three")).isEmpty();
    assertThat(records().withUuid("uuid-three")).isEmpty();
  }

  @Test
  void when_announcing_fails_nothing_is_left_and_the_staged_file_is_back() throws Exception {
    var record =
        with(
            aRecord("one"),
            aCaption("one"),
            _ -> {
              throw new IllegalStateException("no announcements today");
            });

    assertThatThrownBy(() -> records().add(record))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no announcements today");

    assertThat(records().count()).isZero();
    assertThat(records().subdefs(1)).isEmpty();
    assertThat(announced()).isEmpty();
    assertThat(record.staged().path()).hasContent("one");
    assertThat(record.staged().path().resolveSibling("1_document.jpg")).doesNotExist();
  }

  @Test
  void a_staged_file_that_is_gone_is_a_failure_of_the_storage() throws Exception {
    var record = aRecord("one");
    Files.delete(record.staged().path());

    assertThatThrownBy(() -> records().add(record))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("cannot add a record")
        .hasMessageContaining("one.tmp");
    assertThat(records().count()).isZero();
  }

  @Test
  void a_number_that_is_used_again_overwrites_the_file_that_a_crash_left() throws Exception {
    var record = aRecord("one");
    Files.writeString(record.staged().path().resolveSibling("1_document.jpg"), "left by a crash");

    records().add(record);

    assertThat(records().subdef(1, "document").orElseThrow().path()).hasContent("one");
    assertThat(record.staged().path()).doesNotExist();
  }

  @Test
  void complete_replaces_document_data_caption_and_announces() throws Exception {
    records().add(with(aRecord("one"), Caption.EMPTY, _ -> List.of()));

    records().complete(1, aRecord("two"));

    assertThat(records().count()).isEqualTo(1);
    var found = records().find(1).orElseThrow();
    assertThat(found.sha256()).contains("sha-two");
    assertThat(found.uuid()).contains("uuid-one");
    assertThat(records().subdef(1, "document").orElseThrow().path()).hasContent("two");
    assertThat(records().caption(1)).isEqualTo(aCaption("two"));
    assertThat(announced()).extracting(Announcement::key).containsExactly("1_1/preview");
  }

  @Test
  void what_is_not_there_cannot_be_completed() throws Exception {
    var record = aRecord("one");

    assertThatThrownBy(() -> records().complete(7, record))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no record 1_7");

    assertThat(record.staged().path()).hasContent("one");
  }

  @Test
  void a_finished_subdef_is_there_and_the_record_no_longer_asks_for_it() throws Exception {
    records().add(aRecord("one"));
    records().indexed(records().takeToIndex(10));
    now(NOON.plusSeconds(60));

    records().saveSubdef(1, "preview", aFile("1_preview.jpg", "small"), List.of());

    var preview = records().subdef(1, "preview").orElseThrow();
    assertThat(preview.path()).hasFileName("1_preview.jpg").hasContent("small");
    assertThat(preview.widthPixels()).isEqualTo(320);
    assertThat(preview.updated()).isEqualTo(NOON.plusSeconds(60));
    assertThat(preview.substituted()).isFalse();
    assertThat(records().subdefs(1))
        .extracting(Subdef::name)
        .containsExactly("document", "preview");
    var record = records().find(1).orElseThrow();
    assertThat(record.flags() & Record.MAKE_SUBDEFS).isZero();
    assertThat(record.flags() & Record.TO_INDEX).isNotZero();
    assertThat(record.modified()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void the_same_announcement_waits_once() throws Exception {
    records().add(with(aRecord("one"), Caption.EMPTY, _ -> List.of()));
    var announcement = new Announcement("1_1/metadata", "writeMetadatas", Map.of("recordId", 1));

    records().saveSubdef(1, "preview", aFile("p.jpg", "one"), List.of(announcement));
    records().saveSubdef(1, "preview", aFile("p.jpg", "two"), List.of(announcement, announcement));

    assertThat(announced()).containsExactly(announcement);
  }

  @Test
  void a_subdef_needs_its_record() throws Exception {
    var file = aFile("7_preview.jpg", "small");

    assertThatThrownBy(() -> records().saveSubdef(7, "preview", file, List.of()))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(records().subdefs(7)).isEmpty();
  }

  @Test
  void written_metadata_changes_the_size_and_asks_for_the_index() throws Exception {
    records().add(aRecord("one"));
    records().indexed(records().takeToIndex(10));
    now(NOON.plusSeconds(60));

    records().metadataWritten(1, "document", 4711);

    assertThat(records().subdef(1, "document").orElseThrow().sizeBytes()).isEqualTo(4711);
    assertThat(records().find(1).orElseThrow().flags())
        .isEqualTo(Record.MAKE_SUBDEFS | Record.TO_INDEX);
    assertThatThrownBy(() -> records().metadataWritten(1, "preview", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("record 1_1 has no preview");
  }

  @Test
  void records_are_taken_for_the_index_once_the_oldest_change_first() throws Exception {
    records().add(aRecord("one"));
    records().add(aRecord("two"));
    now(NOON.plusSeconds(60));
    records().metadataWritten(1, "document", 3);

    assertThat(records().toIndex()).isEqualTo(2);
    assertThat(records().takeToIndex(1)).containsExactly(2);
    assertThat(records().takeToIndex(10)).containsExactly(1);
    assertThat(records().takeToIndex(10)).isEmpty();
    assertThat(records().toIndex()).isEqualTo(2);
    records().indexed(List.of(1, 2));
    assertThat(records().toIndex()).isZero();
    records().indexed(List.of());
  }

  @Test
  void a_change_while_a_record_is_indexed_is_not_lost() throws Exception {
    records().add(aRecord("one"));
    var taken = records().takeToIndex(10);
    records().metadataWritten(1, "document", 3);

    assertThat(records().takeToIndex(10)).isEmpty();
    records().indexed(taken);

    assertThat(records().toIndex()).isEqualTo(1);
    assertThat(records().takeToIndex(10)).containsExactly(1);
  }

  @Test
  void what_was_taken_and_never_finished_asks_again() throws Exception {
    records().add(aRecord("one"));
    records().add(aRecord("two"));
    records().indexed(List.of(2));
    records().takeToIndex(1);

    records().askAgainToIndex();

    assertThat(records().takeToIndex(10)).containsExactly(1, 2);
  }

  @Test
  void eight_threads_add_records_at_the_same_time() throws Exception {
    int threads = 8;
    int each = 5;
    var wishes = new ArrayList<List<NewRecord>>();
    for (int thread = 0; thread < threads; thread++) {
      var own = new ArrayList<NewRecord>();
      for (int number = 0; number < each; number++) {
        own.add(aRecord("t" + thread + "n" + number));
      }
      wishes.add(own);
    }
    var together = new CountDownLatch(threads);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var running = new ArrayList<Future<List<RecordId>>>();
      for (var own : wishes) {
        running.add(
            executor.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return own.stream().map(records()::add).toList();
                }));
      }
      var ids = new HashSet<RecordId>();
      for (var future : running) {
        ids.addAll(future.get());
      }
      assertThat(ids).hasSize(threads * each);
    }

    assertThat(records().count()).isEqualTo((long) threads * each);
    assertThat(announced()).hasSize(threads * each);
    for (Record record : records().list(0, 100)) {
      String name = record.uuid().orElseThrow().substring("uuid-".length());
      assertThat(records().subdef(record.id().record(), "document").orElseThrow().path())
          .hasContent(name);
      assertThat(records().caption(record.id().record())).isEqualTo(aCaption(name));
    }
  }

  /// A picture named `name`, with that text as its content, staged.
  protected final NewRecord aRecord(String name) throws IOException {
    return new NewRecord(
        1,
        MediaType.IMAGE,
        name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1) + ".JPG",
        "uuid-" + name,
        "sha-" + name,
        5,
        new NewRecord.StagedFile(
            Files.writeString(folder().resolve(name + ".tmp"), name),
            "jpg",
            640,
            480,
            "image/jpeg",
            name.length()),
        Map.of("Width", "640", "Height", "480"),
        aCaption(name),
        id ->
            List.of(
                new Announcement(
                    id + "/preview", SUBDEF_CREATION, Map.of("recordId", id.record()))));
  }

  protected static NewRecord with(
      NewRecord record, Caption caption, Function<RecordId, List<Announcement>> announcements) {
    return new NewRecord(
        record.collectionId(),
        record.type(),
        record.originalName(),
        record.uuid(),
        record.sha256(),
        record.status(),
        record.staged(),
        record.technicalData(),
        caption,
        announcements);
  }

  protected final Caption aCaption(String title) {
    var values = new LinkedHashMap<Field, List<String>>();
    values.put(databox().field("Title").orElseThrow(), List.of(title));
    values.put(databox().field("Tags").orElseThrow(), List.of("red", "green"));
    return new Caption(values);
  }

  protected final NewFile aFile(String name, String content) throws IOException {
    var path = Files.writeString(folder().resolve(name), content);
    return new NewFile(path, 320, 240, "image/jpeg", content.length());
  }

  private Path folder() {
    return SpreadFolders.next(databox().structure().documents(), LocalDate.of(2026, 8, 7));
  }
}
