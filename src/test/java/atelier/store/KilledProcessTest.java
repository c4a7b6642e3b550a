package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.library.Library.NewDatabox;
import atelier.library.LibraryContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed leaves whole records and nothing else.
class KilledProcessTest {
  private static final int ROUNDS = 2;
  private static final int RECORDS_A_ROUND = 15;

  @Test
  void records_of_a_killed_process_are_whole(@TempDir Path root) throws Exception {
    var folder = new TestFolder(root);
    try (var box = folder.open()) {
      box.library().create(new NewDatabox("photos", "", "Pictures", LibraryContract.TEMPLATE));
    }

    int told = 0;
    for (int round = 0; round < ROUNDS; round++) {
      told += addUntilKilled(root);
    }

    try (var box = folder.open()) {
      var databox = box.library().databox(1).orElseThrow();
      var records = box.library().records(1);
      // The next one must get past what the last crash left behind.
      int last = records.add(AddingProcess.aRecord(databox)).record();

      assertThat(records.count()).isEqualTo(last).isGreaterThan(told);
      for (var record : records.list(0, last)) {
        int id = record.id().record();
        String uuid = record.uuid().orElseThrow();
        assertThat(records.subdef(id, "document").orElseThrow().path())
            .hasFileName(id + "_document.jpg")
            .hasContent(uuid);
        assertThat(records.caption(id).title()).isEqualTo(uuid);
        assertThat(records.technicalData(id)).hasSize(2);
      }
      for (String each :
          new String[] {
            "permalinks JOIN subdef USING (subdef_id)",
            "log_docs WHERE action = 'add'",
            "record WHERE xml LIKE '%' || uuid || '%' AND jeton = 15",
            """
            record JOIN atelier_outbox ON announcement_key = '1_' || record_id || '/preview'
              AND payload LIKE '%' || uuid || '%'
            """,
            """
            record JOIN atelier_outbox ON announcement_key = '1_' || record_id || '/metadata'
              AND payload LIKE '%' || uuid || '%'
            """,
          }) {
        assertThat(folder.count("photos", each)).as(each).isEqualTo(last);
      }
      assertThat(box.outbox().count()).isEqualTo(3L * last);
    }
    assertThat(folder.row("photos", "PRAGMA integrity_check")).containsValue("ok");
  }

  /// Returns how many records the process told of before it was killed.
  private static int addUntilKilled(Path root) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AddingProcess.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int told = 0;
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      while (told < RECORDS_A_ROUND && lines.readLine() != null) {
        told++;
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(told).as("records that the process told of").isEqualTo(RECORDS_A_ROUND);
    return told;
  }
}
