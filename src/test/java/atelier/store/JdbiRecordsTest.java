package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import atelier.library.Announcement;
import atelier.library.Caption;
import atelier.library.Databox;
import atelier.library.Library.NewDatabox;
import atelier.library.LibraryContract;
import atelier.library.Records;
import atelier.library.RecordsContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records on SQLite, and what the PHP side finds in the tables.
final class JdbiRecordsTest extends RecordsContract {
  private TestFolder folder;
  private ApplicationBox box;
  private Databox databox;

  @BeforeEach
  void open(@TempDir Path root) {
    folder = new TestFolder(root);
    box = folder.open();
    databox =
        box.library().create(new NewDatabox("photos", "", "Pictures", LibraryContract.TEMPLATE));
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Override
  protected Databox databox() {
    return databox;
  }

  @Override
  protected Records records() {
    return box.library().records(databox.id());
  }

  @Override
  protected List<Announcement> announced() {
    return box.outbox().waiting(1000).stream()
        .map(each -> each.announcement())
        .filter(each -> !each.type().equals("webhook"))
        .toList();
  }

  @Override
  protected List<String> happened() {
    var waiting = box.outbox().waiting(1000);
    var rows =
        folder.rows("application", "SELECT * FROM WebhookEvents WHERE processed = 0 ORDER BY id");
    assertThat(waiting)
        .filteredOn(each -> each.announcement().type().equals("webhook"))
        .extracting(each -> String.valueOf(each.announcement().payload()))
        .containsExactlyElementsOf(rows.stream().map(row -> "{id=" + row.get("id") + "}").toList());
    return rows.stream()
        .map(
            row ->
                String.join(
                    "|",
                    String.valueOf(row.get("name")),
                    String.valueOf(row.get("type")),
                    String.valueOf(row.get("data"))
                        .replaceAll("token=[0-9A-Za-z]{64}", "token=TOKEN"),
                    String.valueOf(row.get("collection_base_ids"))))
        .toList();
  }

  @Override
  protected void now(Instant moment) {
    folder.now(moment);
  }

  @Test
  void a_new_record_is_in_every_table() throws Exception {
    records().add(aRecord("one"));

    assertThat(folder.row("photos", "SELECT * FROM record"))
        .contains(
            entry("record_id", 1),
            entry("coll_id", 1),
            entry("parent_record_id", 0),
            entry("status", 5),
            entry("sha256", "sha-one"),
            entry("uuid", "uuid-one"),
            entry("moddate", "2026-08-07 12:00:00"),
            entry("credate", "2026-08-07 12:00:00"),
            entry("mime", "image/jpeg"),
            entry("type", "image"),
            entry("jeton", 15),
            entry("originalname", "One.JPG"),
            entry(
                "xml",
                """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <record record_id="1">
                  <description>
                    <Title meta_id="1" meta_struct_id="1">one</Title>
                    <Tags meta_id="2" meta_struct_id="2">red</Tags>
                    <Tags meta_id="3" meta_struct_id="2">green</Tags>
                  </description>
                  <doc Height="480" Width="640"/>
                </record>
                """));
    assertThat(folder.row("photos", "SELECT * FROM log"))
        .contains(
            entry("date", "2026-08-07 12:00:00"),
            entry("site", "site-key"),
            entry("nav", "unknown"),
            entry("usrid", null),
            entry("appli", "a:0:{}"));
    assertThat(folder.row("photos", "SELECT * FROM log_docs"))
        .contains(
            entry("log_id", 1),
            entry("date", "2026-08-07 12:00:00"),
            entry("record_id", 1),
            entry("action", "add"),
            entry("final", "1"),
            entry("comment", ""),
            entry("coll_id_from", null),
            entry("coll_id", 1));
    assertThat(folder.row("photos", "SELECT * FROM subdef"))
        .contains(
            entry("subdef_id", 1),
            entry("record_id", 1),
            entry("name", "document"),
            entry("path", folder.storage().resolve("photos/documents/2026/08/07/00000").toString()),
            entry("file", "1_document.jpg"),
            entry("width", 640),
            entry("height", 480),
            entry("mime", "image/jpeg"),
            entry("size", 3),
            entry("substit", 0),
            entry("dispatched", 1),
            entry("created_on", "2026-08-07 12:00:00"),
            entry("updated_on", "2026-08-07 12:00:00"))
        .hasEntrySatisfying("etag", etag -> assertThat((String) etag).matches("[0-9a-f]{32}"));
    assertThat(folder.row("photos", "SELECT * FROM permalinks"))
        .contains(entry("subdef_id", 1), entry("label", "one"), entry("activated", 1))
        .hasEntrySatisfying(
            "token", token -> assertThat((String) token).matches("[0-9A-Za-z]{64}"));
    assertThat(folder.rows("photos", "SELECT record_id, name, value FROM technical_datas"))
        .containsExactly(
            Map.of("record_id", 1, "name", "Height", "value", "480"),
            Map.of("record_id", 1, "name", "Width", "value", "640"));
    assertThat(folder.rows("photos", "SELECT record_id, meta_struct_id, value FROM metadatas"))
        .containsExactly(
            Map.of("record_id", 1, "meta_struct_id", 1, "value", "one"),
            Map.of("record_id", 1, "meta_struct_id", 2, "value", "red"),
            Map.of("record_id", 1, "meta_struct_id", 2, "value", "green"));
    assertThat(folder.row("photos", "SELECT * FROM atelier_outbox WHERE type <> 'webhook'"))
        .contains(
            entry("announcement_key", "1_1/preview"),
            entry("type", "subdefCreation"),
            entry("payload", "{\"recordId\":1}"));
  }

  @Test
  void a_failed_add_leaves_no_row_anywhere() throws Exception {
    var record =
        with(
            aRecord("one"),
            aCaption("one"),
            _ -> {
              throw new IllegalStateException("no announcements today");
            });

    assertThatThrownBy(() -> records().add(record)).isInstanceOf(IllegalStateException.class);

    for (String table :
        List.of(
            "record",
            "log_docs",
            "subdef",
            "permalinks",
            "technical_datas",
            "metadatas",
            "atelier_outbox")) {
      assertThat(folder.count("photos", table)).as(table).isZero();
    }
    assertThat(records().add(aRecord("two")).record()).isEqualTo(1);
  }

  @Test
  void what_a_killed_process_placed_for_the_same_number_is_gone() throws Exception {
    var record = aRecord("one");
    Path storage = record.staged().path().toAbsolutePath().resolveSibling("");
    Path abandoned = Files.writeString(storage.resolve("1_document.abandoned"), "never committed");
    Path other = Files.writeString(storage.resolve("11_document.abandoned"), "of another record");
    Path subdef = Files.writeString(storage.resolve("1_preview.jpg"), "a sub-definition");

    records().add(record);

    assertThat(abandoned).doesNotExist();
    assertThat(other).exists();
    assertThat(subdef).exists();
    assertThat(records().subdef(1, "document").orElseThrow().path()).exists();
  }

  @Test
  void a_half_made_record_gets_what_it_lacks() throws Exception {
    folder.change(
        "photos",
        "INSERT INTO record (record_id, coll_id, xml, originalname) VALUES (41, 1, '', 'Old.jpg')");

    records().complete(41, aRecord("one"));

    assertThat(folder.row("photos", "SELECT * FROM record"))
        .contains(
            entry("record_id", 41),
            entry("sha256", "sha-one"),
            entry("uuid", "uuid-one"),
            entry("type", "image"),
            entry("originalname", "Old.jpg"),
            entry("jeton", 15));
    assertThat(folder.count("photos", "subdef WHERE file = '41_document.jpg'")).isEqualTo(1);
    assertThat(folder.count("photos", "permalinks")).isEqualTo(1);
    assertThat(folder.count("photos", "metadatas")).isEqualTo(3);
    assertThat(folder.count("photos", "technical_datas")).isEqualTo(2);
    assertThat(folder.count("photos", "atelier_outbox WHERE type <> 'webhook'")).isEqualTo(1);
    assertThat(folder.count("photos", "memcached")).isEqualTo(1);
  }

  @Test
  void a_subdef_made_anew_keeps_its_number_and_its_permalink() throws Exception {
    records().add(aRecord("one"));
    records().saveSubdef(1, "preview", aFile("a.jpg", "small"), List.of());
    var before =
        folder.row(
            "photos",
            "SELECT subdef_id, token FROM permalinks JOIN subdef USING (subdef_id)"
                + " WHERE name = 'preview'");
    folder.change("photos", "UPDATE subdef SET substit = 1");
    folder.now(NOON.plusSeconds(60));

    records().saveSubdef(1, "preview", aFile("b.jpg", "smaller"), List.of());

    assertThat(
            folder.row(
                "photos",
                "SELECT subdef_id, token FROM permalinks JOIN subdef USING (subdef_id)"
                    + " WHERE name = 'preview'"))
        .isEqualTo(before);
    assertThat(folder.row("photos", "SELECT * FROM subdef WHERE name = 'preview'"))
        .contains(
            entry("file", "b.jpg"),
            entry("size", 7),
            entry("substit", 0),
            entry("created_on", "2026-08-07 12:00:00"),
            entry("updated_on", "2026-08-07 12:01:00"));
    assertThat(folder.row("photos", "SELECT * FROM memcached"))
        .isEqualTo(Map.of("type", "record", "value", 1, "site_id", "http://library.test/"));
  }

  @Test
  void work_is_noted_in_the_history_and_its_end_changes_the_same_entry() throws Exception {
    records().add(aRecord("one"));
    var started = NOON.plusSeconds(60);

    records().workBegan(1, "subdefCreation", "preview", started);
    assertThat(history())
        .contains(
            entry("date", "2026-08-07 12:01:00"),
            entry("record_id", 1),
            entry("final", "preview"),
            entry("coll_id", 1),
            entry(
                "comment",
                "{\"finished\":\"\",\"duration\":\"\",\"status\":\"running\","
                    + "\"subdefName\":\"preview\"}"));

    records().workBegan(1, "subdefCreation", "preview", started);
    records()
        .workEnded(1, "subdefCreation", "preview", started, started.plusSeconds(16), "finished");
    assertThat(history())
        .contains(
            entry("date", "2026-08-07 12:01:00"),
            entry(
                "comment",
                "{\"finished\":\"2026-08-07 12:01:16\",\"duration\":16,\"status\":\"finished\","
                    + "\"subdefName\":\"preview\"}"));
    assertThat(folder.count("photos", "log")).isEqualTo(1);
  }

  @Test
  void work_whose_begin_was_never_noted_is_noted_at_its_end() throws Exception {
    records().add(aRecord("one"));

    records().workEnded(1, "subdefCreation", "preview", NOON, NOON.plusSeconds(2), "error");

    assertThat(history().get("comment")).asString().contains("\"status\":\"error\"");
  }

  @Test
  void the_label_of_a_permalink_has_plain_letters() throws Exception {
    records().add(with(aRecord("one"), aCaption("Élan d’été + Nîmes"), _ -> List.of()));

    assertThat(label(1)).isEqualTo("Elan-dete-Nimes");
  }

  @Test
  void without_a_title_the_file_name_makes_the_label() throws Exception {
    records().add(with(aRecord("une photo"), Caption.EMPTY, _ -> List.of()));
    records().add(with(aRecord("写真"), Caption.EMPTY, _ -> List.of()));

    assertThat(label(1)).isEqualTo("Une-photo");
    assertThat(label(2)).isEqualTo("untitled");
  }

  @Test
  void what_xml_cannot_hold_is_left_out_of_the_caption_xml_alone() throws Exception {
    records().add(with(aRecord("one"), aCaption("a\u0000b\uD800c <&> 😀"), _ -> List.of()));

    assertThat(folder.row("photos", "SELECT xml FROM record").get("xml"))
        .asString()
        .contains(">abc &lt;&amp;&gt; 😀</Title>");
  }

  @Test
  void values_of_php_are_read_with_plain_line_ends() throws Exception {
    records().add(aRecord("one"));
    folder.change(
        "photos",
        "UPDATE metadatas SET value = 'a' || char(13) || char(10) || 'b' || char(13) || 'c'"
            + " WHERE id = 1");

    assertThat(records().caption(1).of("Title")).containsExactly("a\nb\nc");
  }

  private Map<String, @Nullable Object> history() {
    return folder.row("photos", "SELECT * FROM log_docs WHERE action = 'subdefCreation'");
  }

  private String label(int subdef) {
    return String.valueOf(
        folder
            .row("photos", "SELECT label FROM permalinks WHERE subdef_id = " + subdef)
            .get("label"));
  }
}
