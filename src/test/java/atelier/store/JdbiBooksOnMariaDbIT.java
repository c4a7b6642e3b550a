package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.Books;
import atelier.job.BooksContract;
import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobRow;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.Start;
import atelier.job.ProcessIdentity;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The books on MariaDB.
@ParameterizedClass
@EnumSource(
    value = TestServer.Flavour.class,
    names = {"PHRASEANET", "STRICT"})
final class JdbiBooksOnMariaDbIT extends BooksContract {
  private final TestServer.Flavour flavour;
  private TestServer server;
  private ApplicationBox box;

  JdbiBooksOnMariaDbIT(TestServer.Flavour flavour) {
    this.flavour = flavour;
  }

  @BeforeEach
  void open(@TempDir Path storage) {
    server = TestServer.given(storage);
    server.prepare(flavour);
    box = server.open();
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Override
  protected Books books() {
    return box.books();
  }

  @Test
  void a_row_that_the_PHP_panel_cancels_stops_its_job() {
    var now = Instant.parse("2026-08-07T12:00:00Z");
    var wish =
        new Begin(
            new JobKey("one"),
            QueueType.SUBDEF_CREATION,
            "0".repeat(64),
            "{\"message_type\":\"subdefCreation\",\"payload\":{}}",
            new Payload(Map.of()),
            1,
            Optional.of(JobRow.locking(1, 12, "preview")),
            Optional.empty(),
            now,
            new ProcessIdentity("here", "boot", "pid:[1]", 7, 70),
            now);
    Job job = ((Start.Started) books().jobs().begin(wish, _ -> false)).job();

    server.change(TestServer.APPLICATION, "UPDATE WorkerRunningJob SET status = 'canceled'");

    assertThat(books().wishes().canceled(List.of(job)))
        .isEqualTo(Map.of(job.key(), "another program"));
    assertThat(books().jobs().owns(job)).isFalse();
  }
}
