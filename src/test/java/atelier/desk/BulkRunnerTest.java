package atelier.desk;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.desk.QueueDesk.Brokerage;
import atelier.job.Bulks.Action;
import atelier.job.Bulks.Bulk;
import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobState;
import atelier.job.JobStore.AttemptReport;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.JobFilter;
import atelier.job.JobStore.Start;
import atelier.job.Outcome;
import atelier.job.ProcessIdentity;
import atelier.library.RecordId;
import atelier.queue.InMemoryBroker;
import atelier.queue.InMemoryQueues;
import atelier.queue.Payload;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import atelier.search.IndexDocument;
import atelier.search.SearchIndex;
import atelier.store.ApplicationBox;
import atelier.store.StoreSettings;
import atelier.worker.intake.Intake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Actions on many jobs, over SQLite and a broker in memory.
class BulkRunnerTest {
  private static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int JOBS = 120;

  private final InMemoryBroker broker = new InMemoryBroker();
  private ApplicationBox box;
  private Desk desk;
  private QueueDesk queues;

  @BeforeEach
  void open(@TempDir Path folder) {
    box =
        ApplicationBox.open(
            new StoreSettings(
                folder.resolve("db"),
                "key",
                "http://localhost",
                folder.resolve("files"),
                Clock.systemUTC()));
    desk = new Desk(box.library(), box.books(), new NoIndex(), BulkRunnerTest::noIntake);
    queues =
        new QueueDesk(
            () -> new Brokerage(broker, new InMemoryQueues(broker)),
            box.books().wishes(),
            box.jobs(),
            Topology.usual(),
            Optional.empty(),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    broker.close();
    box.close();
  }

  @Test
  void what_one_process_leaves_undone_the_next_one_does() {
    for (int i = 0; i < JOBS; i++) {
      failed("job-" + i);
    }
    long id = box.bulks().start(Action.RETRY, JobFilter.in(JobState.FAILED), "failed", "ada").id();
    runner("first").close();
    // The first process dealt with one of them and died before it could take it off the list.
    queues.retry("job-7");

    try (var _ = BulkRunner.start(box.bulks(), desk, queues, "first")) {
      eventually(SOON, () -> bulk().ended().isPresent());
    }

    assertThat(bulk().id()).isEqualTo(id);
    assertThat(bulk().done()).isEqualTo(JOBS);
    assertThat(broker.waiting(QueueName.base(QueueType.WEBHOOK)))
        .extracting(message -> message.header("atelier-job").orElseThrow())
        .contains("job-0~2", "job-7~2", "job-119~2")
        .satisfies(keys -> assertThat(List.copyOf(new HashSet<>(keys))).hasSize(JOBS));
  }

  @Test
  void jobs_that_are_in_another_state_by_then_are_counted_as_refused() {
    failed("ended");
    running("runs");
    box.bulks().start(Action.RETRY, JobFilter.ALL, "all", "ada");

    try (var _ = runner("first")) {
      eventually(SOON, () -> bulk().ended().isPresent());
    }

    assertThat(bulk().done()).isEqualTo(1);
    assertThat(bulk().refused()).isEqualTo(1);
  }

  private static Intake noIntake() {
    throw new AssertionError("nothing is taken in here");
  }

  private BulkRunner runner(String owner) {
    return BulkRunner.start(box.bulks(), desk, queues, owner);
  }

  private Bulk bulk() {
    return box.bulks().list(1).getFirst();
  }

  private Job running(String key) {
    var wish =
        new Begin(
            new JobKey(key),
            QueueType.WEBHOOK,
            "0".repeat(64),
            "{\"message_type\":\"webhook\",\"payload\":{}}",
            new Payload(Map.of()),
            1,
            Optional.empty(),
            Optional.empty(),
            NOON,
            new ProcessIdentity("here", "boot", "pid:[1]", 100, 1),
            NOON);
    return ((Start.Started) box.jobs().begin(wish, _ -> false)).job();
  }

  private void failed(String key) {
    box.jobs()
        .end(
            running(key),
            new Outcome.GivenUp("boom"),
            JobState.FAILED,
            AttemptReport.NONE,
            NOON.plusSeconds(1));
  }

  /// Nothing is looked for here.
  private static final class NoIndex implements SearchIndex {
    @Override
    public void put(List<IndexDocument> documents) {}

    @Override
    public void delete(List<RecordId> records) {}

    @Override
    public Hits search(String text, int offset, int limit) {
      return new Hits(0, List.of());
    }

    @Override
    public long count() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
