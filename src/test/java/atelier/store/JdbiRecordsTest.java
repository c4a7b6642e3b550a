package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.Outbox;
import atelier.library.Announcement;
import atelier.library.Databox;
import atelier.library.NewFile;
import atelier.library.Records;
import atelier.library.RecordsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbiRecordsTest extends RecordsContract {
  @TempDir Path folder;
  private ApplicationBox box;
  private Databox databox;

  @BeforeEach
  void open() {
    box = StoreFixture.open(folder);
    databox = box.library().create(StoreFixture.demo());
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
    return box.outbox().waiting(100).stream().map(Outbox.Waiting::announcement).toList();
  }

  private List<String> rows(String sql) throws SQLException {
    return StoreFixture.rows(folder.resolve("demo.sqlite"), sql);
  }

  @Test
  void the_permalink_and_the_row_survive_a_regeneration() throws SQLException, IOException {
    int id = added();
    var path = files.resolve("1_preview.jpg");
    Files.writeString(path, "one");
    Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(1000)));
    records().saveSubdef(id, "preview", new NewFile(path, 1, 1, "image/jpeg", 3), List.of());
    var before =
        rows("SELECT s.subdef_id, token, label FROM permalinks JOIN subdef s USING (subdef_id)");
    var etag = rows("SELECT etag FROM subdef WHERE name = 'preview'");

    Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(2000)));
    records().saveSubdef(id, "preview", new NewFile(path, 2, 2, "image/jpeg", 5), List.of());

    assertThat(before)
        .hasSize(2)
        .allMatch(row -> row.matches("\\d\\|[0-9A-Za-z]{64}\\|Ete-a-Paris"));
    assertThat(
            rows(
                "SELECT s.subdef_id, token, label FROM permalinks JOIN subdef s USING (subdef_id)"))
        .isEqualTo(before);
    assertThat(rows("SELECT etag FROM subdef WHERE name = 'preview'")).isNotEqualTo(etag);
    assertThat(rows("SELECT width, size, dispatched, substit FROM subdef WHERE name = 'preview'"))
        .containsExactly("2|5|1|0");
    assertThat(rows("SELECT type, value, site_id FROM memcached"))
        .containsExactly("record|1|https://dam.example/");
  }

  @Test
  void the_caption_is_kept_as_xml_for_the_reference() throws SQLException {
    added();

    assertThat(rows("SELECT xml FROM record"))
        .containsExactly(
            """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <record record_id="1">
              <description>
                <Headline meta_id="1" meta_struct_id="1">Été à  Paris</Headline>
                <Keywords meta_id="2" meta_struct_id="5">sun</Keywords>
                <Keywords meta_id="3" meta_struct_id="5">sea &amp; &lt;sand&gt;</Keywords>
              </description>
              <doc Height="30" Width="40"/>
            </record>
            """);
  }

  @Test
  void the_history_says_that_the_record_was_added() throws SQLException {
    added();

    assertThat(rows("SELECT date, record_id, action, final, comment, coll_id FROM log_docs"))
        .containsExactly("2026-03-01 12:00:00|1|add|1||1");
    assertThat(rows("SELECT site, appli FROM log")).containsExactly("the-key|a:0:{}");
  }

  @Test
  void work_is_one_entry_from_its_begin_to_its_end() throws SQLException {
    int id = added();
    records().workBegan(id, "subdefCreation", "preview", NOON);
    assertThat(rows("SELECT comment FROM log_docs WHERE action = 'subdefCreation'"))
        .containsExactly(
            "{\"finished\":\"\",\"duration\":\"\",\"status\":\"running\",\"subdefName\":\"preview\"}");

    records().workEnded(id, "subdefCreation", "preview", NOON, NOON.plusSeconds(16), "finished");

    assertThat(rows("SELECT final, comment, coll_id FROM log_docs WHERE action = 'subdefCreation'"))
        .containsExactly(
            "preview|{\"finished\":\"2026-03-01 12:00:16\",\"duration\":16,\"status\":\"finished\","
                + "\"subdefName\":\"preview\"}|1");
    assertThat(rows("SELECT COUNT(*) FROM log")).containsExactly("1");
  }

  @Test
  void published_announcements_are_forgotten() {
    added();

    box.outbox().published(box.outbox().waiting(10));

    assertThat(box.outbox().count()).isZero();
  }
}
