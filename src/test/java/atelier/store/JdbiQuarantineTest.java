package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.library.Quarantine;
import atelier.library.QuarantineContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The quarantine on SQLite.
final class JdbiQuarantineTest extends QuarantineContract {
  private TestFolder folder;
  private ApplicationBox box;

  @BeforeEach
  void open(@TempDir Path root) {
    folder = new TestFolder(root);
    box = folder.open();
    box.users().addAdministrator("ada", "ada@example.org", "secret");
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Override
  protected Quarantine quarantine() {
    return box.quarantine();
  }

  @Test
  void who_brought_a_file_is_told_of_it() {
    quarantine().add(anArrival("a", Optional.of(1), Optional.empty()));

    var told = folder.row("application", "SELECT * FROM notifications");
    assertThat(told).containsEntry("usr_id", 1).containsEntry("type", "notify_uploadquarantine");
    assertThat(new String((byte[]) told.get("datas"), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"filename":"a.jpg","reasons":["Alchemy\\\\Phrasea\\\\Border\\\\Checker\\\\Sha256",\
            "Alchemy\\\\Phrasea\\\\Border\\\\Checker\\\\UUID"],"sender":"ada"}""");
  }

  @Test
  void without_one_all_are_told_who_may_add_records_there_now() {
    for (String right :
        new String[] {
          "(7, 1, 1, 1, '', 0, '0000-00-00 00:00:00', '0000-00-00 00:00:00')",
          "(7, 2, 1, 1, '', 0, '0000-00-00 00:00:00', '0000-00-00 00:00:00')",
          "(7, 3, 1, 1, '', 1, '2026-01-01 00:00:00', '0000-00-00 00:00:00')",
          "(7, 4, 1, 1, '', 1, '0000-00-00 00:00:00', '2026-01-01 00:00:00')",
          "(7, 5, 0, 1, '', 0, '0000-00-00 00:00:00', '0000-00-00 00:00:00')",
          "(7, 6, 1, 0, '', 0, '0000-00-00 00:00:00', '0000-00-00 00:00:00')",
          "(8, 5, 1, 1, '', 0, '0000-00-00 00:00:00', '0000-00-00 00:00:00')"
        }) {
      folder.change(
          "application",
          """
          INSERT INTO basusr (base_id, usr_id, actif, canaddrecord, basusr_infousr, time_limited,
            limited_from, limited_to) VALUES
          """
              + right);
    }
    for (int user = 2; user <= 6; user++) {
      folder.change(
          "application",
          "INSERT INTO Users (login, created, updated, deleted) VALUES ('u%d', '', '', %d)"
              .formatted(user, user == 2 ? 1 : 0));
    }

    quarantine().add(anArrival("a", Optional.empty(), Optional.empty()));

    assertThat(folder.rows("application", "SELECT usr_id FROM notifications ORDER BY usr_id"))
        .extracting(row -> row.get("usr_id"))
        .containsExactly(1, 3);
  }
}
