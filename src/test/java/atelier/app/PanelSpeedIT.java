package atelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// With 100,000 jobs in the ledger the list finds what is asked for. How long that takes is told,
/// and fails nothing; it is meant to be 200 ms at most.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PanelSpeedIT {
  private static final int ASKED = 21;

  private PanelSite site;

  @BeforeAll
  void open(@TempDir Path home) {
    site = PanelSite.open(home);
    site.change(
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
        INSERT INTO atelier_job (job_key, queue, body_hash, envelope, attempt, state, databox_id,
                                 record_id, work_on, reason, created, changed)
        SELECT 'job-' || i, CASE i % 3 WHEN 0 THEN 'subdefCreation' WHEN 1 THEN 'writeMetadatas'
                                       ELSE 'webhook' END,
               '0', '{"message_type":"subdefCreation","payload":{"recordId":' || i ||
                    ',"databoxId":1,"subdefName":"preview","status":"newrecord","text":"' ||
                    hex(zeroblob(100)) || '"}}',
               1, CASE WHEN i % 50 = 0 THEN 'failed' ELSE 'finished' END, 1, i, 'preview',
               CASE WHEN i % 50 = 0 THEN 'the tool ended with code ' || i ELSE 'made' END,
               1790000000000 + i, 1790000000000 + i
        FROM n
        """);
  }

  @AfterAll
  void close() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1 to 100 of 10,000+",
    "?state=failed, '1 to 100 of 2,000'",
    "?text=with+code+99950, 1 to 1 of 1",
    "?text=nothing+is+like+this, No job is like that",
    "?type=webhook&state=failed, 1 to 100 of 667",
    "?record=77, 1 to 1 of 1",
    "?page=100, '9,901 to 10,000 of 10,000+'"
  })
  void the_list_finds_it_among_a_hundred_thousand(String query, String told) throws Exception {
    try (var vera = Visitor.signedIn(site.address(), "vera", PanelSite.PASSWORD)) {
      var times = new ArrayList<Duration>();
      for (int i = 0; i < ASKED; i++) {
        long began = System.nanoTime();
        String body = vera.get("/worker-manager/jobs" + query).body();
        times.add(Duration.ofNanos(System.nanoTime() - began));
        assertThat(body).contains(told);
      }
      Collections.sort(times);
      System.out.printf(
          "jobs%s: median %d ms, p95 %d ms%n",
          query, times.get(ASKED / 2).toMillis(), times.get(ASKED - 2).toMillis());
    }
  }
}
