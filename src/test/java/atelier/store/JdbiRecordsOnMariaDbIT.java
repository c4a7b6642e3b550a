package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import atelier.library.Announcement;
import atelier.library.Caption;
import atelier.library.Databox;
import atelier.library.Library.NewDatabox;
import atelier.library.LibraryContract;
import atelier.library.NewFile;
import atelier.library.NewRecord;
import atelier.library.Records;
import atelier.library.RecordsContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Records on MariaDB, and what the PHP side finds in the tables.
@ParameterizedClass
@EnumSource(TestServer.Flavour.class)
final class JdbiRecordsOnMariaDbIT extends RecordsContract {
  private final TestServer.Flavour flavour;
  private TestServer server;
  private ApplicationBox box;
  private Databox databox;

  JdbiRecordsOnMariaDbIT(TestServer.Flavour flavour) {
    this.flavour = flavour;
  }

  @BeforeEach
  void open(@TempDir Path storage) {
    server = TestServer.given(storage);
    server.prepare(flavour);
    box = server.open();
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
        server.rows(
            TestServer.APPLICATION, "SELECT * FROM WebhookEvents WHERE processed = 0 ORDER BY id");
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
    server.now(moment);
  }

  @Test
  void php_finds_the_record_and_drops_what_it_remembers_of_it() throws Exception {
    records().add(aRecord("one"));
    records().saveSubdef(1, "preview", aFile("1_preview.jpg", "small"), List.of());

    assertThat(server.row("photos", "SELECT *, CAST(moddate AS CHAR) AS moment FROM record"))
        .contains(
            entry("originalname", "One.JPG"),
            entry("type", "image"),
            entry("moment", "2026-08-07 12:00:00"));
    assertThat(server.row("photos", "SELECT CONVERT(xml USING utf8mb4) AS xml FROM record"))
        .extractingByKey("xml")
        .asString()
        .contains(">one</Title>");
    assertThat(server.row("photos", "SELECT * FROM memcached"))
        .isEqualTo(Map.of("type", "record", "value", 1L, "site_id", "http://library.test/"));
    assertThat(server.number("photos", "SELECT COUNT(*) FROM permalinks")).isEqualTo(2);
  }

  @Test
  void a_text_that_the_tables_cannot_hold_loses_only_these_characters() throws Exception {
    String kept = flavour.characters.equals("utf8mb4") ? "😀 one" : "\uFFFD one";

    records().add(with(aRecord("one"), aCaption("😀 one"), _ -> List.of()));

    assertThat(records().caption(1)).isEqualTo(aCaption(kept));
    assertThat(server.row("photos", "SELECT CONVERT(xml USING utf8mb4) AS xml FROM record"))
        .extractingByKey("xml")
        .asString()
        .contains("😀 one");
  }

  @Test
  void a_text_that_is_too_long_is_cut_and_a_path_is_refused() throws Exception {
    var record = with(aRecord("one"), Caption.EMPTY, _ -> List.of());
    records().add(withName(record, "n".repeat(300)));
    var folder = server.storage().resolve("f".repeat(200)).resolve("f".repeat(200));
    Files.createDirectories(folder);
    var file = Files.writeString(folder.resolve("1_preview.jpg"), "small");

    assertThat(records().find(1).orElseThrow().originalName()).contains("n".repeat(255));
    assertThatThrownBy(
            () ->
                records()
                    .saveSubdef(1, "preview", new NewFile(file, 1, 1, "image/jpeg", 5), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the table subdef cannot hold the path or name /");
    assertThat(records().subdef(1, "preview")).isEmpty();
  }

  @Test
  void work_on_a_record_is_one_entry_in_its_history() throws Exception {
    records().add(aRecord("one"));
    var started = NOON.plusSeconds(60);

    records().workBegan(1, "subdefCreation", "preview", started);
    records()
        .workEnded(1, "subdefCreation", "preview", started, started.plusSeconds(16), "finished");

    assertThat(
            server.row(
                "photos",
                """
                SELECT CAST(date AS CHAR) AS moment, final, comment FROM log_docs
                WHERE action = 'subdefCreation'
                """))
        .isEqualTo(
            Map.of(
                "moment",
                "2026-08-07 12:01:00",
                "final",
                "preview",
                "comment",
                """
                {"finished":"2026-08-07 12:01:16","duration":16,"status":"finished",\
                "subdefName":"preview"}"""));
  }

  private static NewRecord withName(NewRecord record, String name) {
    return new NewRecord(
        record.collectionId(),
        record.type(),
        name,
        record.uuid(),
        record.sha256(),
        record.status(),
        record.staged(),
        record.technicalData(),
        record.caption(),
        record.announcements());
  }
}
