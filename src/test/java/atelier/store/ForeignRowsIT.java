package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.Caption;
import atelier.library.Library.NewDatabox;
import atelier.library.LibraryContract;
import atelier.library.Likeness;
import atelier.library.MediaType;
import atelier.library.NewFile;
import atelier.library.Record;
import atelier.library.Records;
import atelier.library.Subdef;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Rows that another program has written into Phraseanet's tables, with all that these may hold.
@ParameterizedClass
@EnumSource(TestServer.Flavour.class)
final class ForeignRowsIT {
  private static final Instant NOON = TestServer.NOON;

  private final TestServer.Flavour flavour;
  private TestServer server;
  private ApplicationBox box;
  private Path files;

  ForeignRowsIT(TestServer.Flavour flavour) {
    this.flavour = flavour;
  }

  @BeforeEach
  void open(@TempDir Path storage) throws IOException {
    server = TestServer.given(storage);
    server.prepare(flavour);
    box = server.open();
    box.library().create(new NewDatabox("photos", "", "Pictures", LibraryContract.TEMPLATE));
    files = Files.createDirectories(storage.resolve("photos/documents/2020/01/02/00000"));
    Files.writeString(files.resolve("1_document.jpg"), "one");
    server.run(
        "photos",
        """
        INSERT INTO record (record_id, coll_id, parent_record_id, type, xml, mime, sha256, uuid,
          originalname, credate, moddate, status, jeton) VALUES
          (1, 1, 0, 'image', '<record/>', 'image/jpeg', 'sha', 'uuid', 'One.JPG',
           '2020-01-02 03:04:05', '2020-01-02 03:04:06', 4294967295, 7),
          (2, 1, 0, '', '', NULL, NULL, NULL, NULL, '0000-00-00 00:00:00', '0000-00-00 00:00:00',
           0, 0),
          (3, 1, 1, 'unknown', '', NULL, NULL, 'story-uuid', NULL, NOW(), NOW(), 0, 0),
          (4, 99, 0, 'image', '', 'image/jpeg', 'sha', 'other', 'one.jpg', NOW(), NOW(), 0, 0);
        INSERT INTO subdef (record_id, name, path, file, mime, size, created_on, updated_on) VALUES
          (1, 'document', '%1$s/', '1_document.jpg', 'image/jpeg', 3, NOW(), '2020-01-02 03:04:05'),
          (1, 'preview', '%1$s', '1_preview.jpg', 'image/jpeg', 5, NOW(), NOW()),
          (2, 'document', '/nowhere', 'gone.bin', '', 0, '0000-00-00 00:00:00',
           '0000-00-00 00:00:00');
        INSERT INTO metadatas (record_id, meta_struct_id, value) VALUES
          (1, 1, 'First'), (1, 1, 'Second'), (1, 2, 'a\r\nb\rc'), (1, 2, 'red'), (1, 999, 'lost');
        INSERT INTO technical_datas (record_id, name, value) VALUES (1, 'Width', '640');
        UPDATE metadatas_structure SET thumbtitle = NULL WHERE name = 'Tags';
        """
            .formatted(files));
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void records_are_read_whatever_is_null_or_zero_in_them() {
    assertThat(records().list(0, 10))
        .extracting(each -> each.id().record())
        .containsExactly(1, 2, 3, 4);
    Record whole = records().find(1).orElseThrow();
    assertThat(whole.created()).isEqualTo(Instant.parse("2020-01-02T03:04:05Z"));
    assertThat(whole.status()).isEqualTo(4_294_967_295L);
    Record bare = records().find(2).orElseThrow();
    assertThat(bare.type()).isEqualTo(MediaType.UNKNOWN);
    assertThat(bare.mime()).isEmpty();
    assertThat(bare.sha256()).isEmpty();
    assertThat(bare.uuid()).isEmpty();
    assertThat(bare.originalName()).isEmpty();
    assertThat(bare.created()).isEqualTo(Instant.EPOCH);
    assertThat(records().find(3).orElseThrow().story()).isTrue();
  }

  @Test
  void a_path_is_the_same_with_and_without_slash_at_its_end() {
    Subdef document = records().subdef(1, "document").orElseThrow();

    assertThat(document.path()).isEqualTo(files.resolve("1_document.jpg")).hasContent("one");
    assertThat(document.updated()).isEqualTo(Instant.parse("2020-01-02T03:04:05Z"));
    assertThat(records().subdef(1, "preview").orElseThrow().path())
        .isEqualTo(files.resolve("1_preview.jpg"))
        .doesNotExist();
    assertThat(records().subdef(2, "document").orElseThrow().updated()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void captions_have_one_kind_of_line_ends_and_one_value_in_a_mono_field() {
    Caption caption = records().caption(1);

    assertThat(caption.of("Title")).containsExactly("First");
    assertThat(caption.of("Tags")).containsExactly("a\nb\nc", "red");
    assertThat(records().caption(2).isEmpty()).isTrue();
    assertThat(records().technicalData(1)).isEqualTo(Map.of("Width", "640"));
  }

  @Test
  void a_file_is_made_anew_in_its_row_which_then_has_its_permalink_and_etag() throws Exception {
    var file = Files.writeString(files.resolve("1_preview.jpg"), "small");

    records().saveSubdef(1, "preview", new NewFile(file, 1, 1, "image/jpeg", 5), List.of());

    assertThat(
            server.row(
                "photos",
                """
                SELECT s.path, LENGTH(s.etag) AS etag, p.label, p.activated
                FROM subdef s JOIN permalinks p USING (subdef_id) WHERE s.name = 'preview'
                """))
        .isEqualTo(
            Map.of("path", files.toString(), "etag", 32, "label", "First", "activated", true));
    assertThat(server.row("photos", "SELECT type, value, site_id FROM memcached"))
        .isEqualTo(Map.of("type", "record", "value", 1L, "site_id", "http://library.test/"));
    assertThat(records().find(1).orElseThrow().modified()).isEqualTo(NOON);
  }

  @Test
  void metadata_written_into_a_missing_file_is_noted_without_a_mark() {
    records().metadataWritten(2, "document", 9);
    records().metadataRefused(1);

    assertThat(server.row("photos", "SELECT etag, size FROM subdef WHERE record_id = 2"))
        .containsEntry("size", BigInteger.valueOf(9))
        .containsEntry("etag", null);
    assertThat(records().find(1).orElseThrow().flags()).isEqualTo(Record.MAKE_SUBDEFS);
  }

  @Test
  void a_record_like_a_file_is_found_by_the_rules_of_the_tables() {
    var content = new Likeness.SameContent("sha");

    assertThat(records().like(content, Set.of()).orElseThrow().id().record()).isEqualTo(1);
    assertThat(records().like(content, Set.of(1, 5)).orElseThrow().id().record()).isEqualTo(4);
    assertThat(records().like(content, Set.of(1, 99))).isEmpty();
    assertThat(records().like(new Likeness.SameUuid("other"), Set.of())).isPresent();
    assertThat(found(new Likeness.SameName("ONE.jpg", false))).isEqualTo(1);
    assertThat(found(new Likeness.SameName("one.jpg", true))).isEqualTo(4);
    assertThat(records().like(new Likeness.SameName("ONE.jpg", true), Set.of())).isEmpty();
    assertThat(records().like(new Likeness.SameName("😀.jpg", false), Set.of())).isEmpty();
  }

  private int found(Likeness likeness) {
    return records().like(likeness, Set.of()).orElseThrow().id().record();
  }

  @Test
  void a_story_takes_records_in_their_order_once_and_the_first_gives_its_caption() {
    var title = box.library().databox(1).orElseThrow().field("Title").orElseThrow();
    Caption said = new Caption(Map.of(title, List.of("The story")));

    records().addToStory(3, 1, said);
    records().addToStory(3, 2, Caption.EMPTY);
    records().addToStory(3, 1, Caption.EMPTY);

    assertThat(server.rows("photos", "SELECT rid_child, ord FROM regroup ORDER BY ord"))
        .containsExactly(Map.of("rid_child", 1L, "ord", 0L), Map.of("rid_child", 2L, "ord", 1L));
    assertThat(records().caption(3).of("Title")).containsExactly("The story");
    assertThatThrownBy(() -> records().addToStory(1, 2, Caption.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1_1 is no story");
  }

  private Records records() {
    return box.library().records(1);
  }
}
