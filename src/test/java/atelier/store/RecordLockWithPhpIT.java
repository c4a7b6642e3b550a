package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobRow;
import atelier.job.JobState;
import atelier.job.JobStore.AttemptReport;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.OwnerCheck;
import atelier.job.JobStore.Start;
import atelier.job.Outcome;
import atelier.job.ProcessIdentity;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The lock on a record's files, shared with PHP's workers.
final class RecordLockWithPhpIT {
  private static final ProcessIdentity US = new ProcessIdentity("here", "boot", "pid:1", 100, 1);
  private static final ProcessIdentity OTHER =
      new ProcessIdentity("there", "boot", "pid:1", 100, 1);
  private static final OwnerCheck ALL_LIVE = _ -> false;
  private static final OwnerCheck ALL_DEAD = _ -> true;

  private TestServer server;
  private ApplicationBox box;
  private PhpWorker php;

  @BeforeEach
  void open(@TempDir Path storage) throws Exception {
    server = TestServer.given(storage);
    server.prepare(TestServer.Flavour.STRICT);
    box = server.open();
    php = new PhpWorker(server);
  }

  @AfterEach
  void close() throws Exception {
    php.close();
    box.close();
    server.change("", "SET GLOBAL time_zone = 'SYSTEM'");
  }

  @ParameterizedTest
  @CsvSource({
    // what runs                 what wants to start        busy
    "subdefCreation, document, subdefCreation, preview,   true",
    "subdefCreation, preview,  subdefCreation, preview,   true",
    "subdefCreation, thumb,    subdefCreation, preview,   false",
    "writeMetadatas, document, subdefCreation, preview,   true",
    "writeMetadatas, preview,  subdefCreation, preview,   true",
    "writeMetadatas, thumb,    subdefCreation, preview,   false",
    "subdefCreation, preview,  writeMetadatas, preview,   true",
    "subdefCreation, thumb,    writeMetadatas, preview,   false",
    "subdefCreation, thumb,    writeMetadatas, document,  true",
    "writeMetadatas, document, writeMetadatas, preview,   false",
    "writeMetadatas, preview,  writeMetadatas, document,  false",
  })
  void each_side_is_kept_off_what_the_other_works_on(
      String running, String runningOn, String wanted, String wantedOn, boolean busy)
      throws Exception {
    long theirs = php.lock(1, 12, running, runningOn).orElseThrow();
    assertThat(begin("one", wanted, 12, wantedOn))
        .isInstanceOf(busy ? Start.Busy.class : Start.Started.class);
    assertThat(php.finish(theirs)).isTrue();
    if (busy) {
      assertThat(state("one")).isEqualTo(JobState.WAITING);
      assertThat(begin("one", wanted, 12, wantedOn)).isInstanceOf(Start.Started.class);
    }

    Job ours = started(begin("two", running, 13, runningOn));
    assertThat(php.lock(1, 13, wanted, wantedOn).isPresent()).isEqualTo(!busy);
    end(ours, new Outcome.Done(""), JobState.FINISHED);
    assertThat(php.lock(1, 13, wanted, wantedOn).isPresent()).isEqualTo(busy);
  }

  @Test
  void the_row_is_the_one_that_php_looks_for() {
    var job = started(begin("one", "subdefCreation", 12, "preview"));

    var row = server.row(TestServer.APPLICATION, "SELECT * FROM WorkerRunningJob");

    assertThat(row)
        .contains(
            entry("id", job.legacyRow().orElseThrow().intValue()),
            entry("databox_id", 1),
            entry("record_id", 12),
            entry("flock", null),
            entry("work", "subdefCreation"),
            entry("work_on", "preview"),
            entry("payload", ENVELOPE.replace("\"x\"", "\"subdefCreation\"")),
            entry("finished", null),
            entry("status", "running"));
  }

  @Test
  @Timeout(20)
  void a_mutex_that_php_holds_makes_us_come_back_later() throws Exception {
    assertThat(php.takeMutex(1, 12)).isTrue();

    assertThat(begin("one", "subdefCreation", 12, "preview"))
        .isEqualTo(new Start.Busy("the mutex of the record"));
    assertThat(state("one")).isEqualTo(JobState.WAITING);
    assertThat(begin("two", "subdefCreation", 13, "preview")).isInstanceOf(Start.Started.class);
    php.giveMutexBack(1, 12);

    assertThat(begin("one", "subdefCreation", 12, "preview")).isInstanceOf(Start.Started.class);
  }

  @Test
  void a_mutex_of_a_minute_ago_is_nobodys() throws Exception {
    php.takeMutex(1, 12);
    server.change(
        TestServer.APPLICATION,
        "UPDATE WorkerRunningJob SET published = NOW() - INTERVAL 61 SECOND");

    assertThat(begin("one", "subdefCreation", 12, "preview")).isInstanceOf(Start.Started.class);
    assertThat(mutexes()).isZero();
  }

  @Test
  void we_never_leave_a_mutex_behind() throws Exception {
    begin("one", "subdefCreation", 12, "preview");
    begin("two", "subdefCreation", 12, "preview");
    begin("one", "subdefCreation", 12, "preview");

    assertThat(mutexes()).isZero();
    assertThat(php.takeMutex(1, 12)).isTrue();
  }

  @Test
  @Timeout(60)
  void of_many_on_both_sides_one_at_a_time_has_the_record() throws Exception {
    int rounds = 15;
    var together = new CyclicBarrier(4);
    try (var threads = Executors.newFixedThreadPool(4);
        var php2 = new PhpWorker(server)) {
      var sides = new ArrayList<Future<Integer>>();
      sides.add(threads.submit(() -> rounds(rounds, together, () -> asPhp(php))));
      sides.add(threads.submit(() -> rounds(rounds, together, () -> asPhp(php2))));
      sides.add(threads.submit(() -> rounds(rounds, together, () -> asUs("one", US))));
      sides.add(threads.submit(() -> rounds(rounds, together, () -> asUs("two", OTHER))));
      threads.shutdown();
      assertThat(threads.awaitTermination(50, TimeUnit.SECONDS)).isTrue();

      assertThat(sides)
          .filteredOn(side -> side.state() == Future.State.FAILED)
          .extracting(Future::exceptionNow)
          .filteredOn(failure -> !isOfTheBarrier(failure))
          .isEmpty();
      assertThat(sides).extracting(Future::get).anyMatch(had -> had > 0);
    }
    assertThat(mutexes()).isZero();
    assertThat(running()).isZero();
  }

  /// Of the others, when one failed.
  private static boolean isOfTheBarrier(Throwable failure) {
    return failure instanceof BrokenBarrierException || failure instanceof TimeoutException;
  }

  private static int rounds(int rounds, CyclicBarrier together, Callable<Boolean> go)
      throws Exception {
    int had = 0;
    for (int round = 0; round < rounds; round++) {
      together.await(20, TimeUnit.SECONDS); // The others do not wait for one that failed.
      had += go.call() ? 1 : 0;
    }
    return had;
  }

  private boolean asPhp(PhpWorker worker) throws Exception {
    var row = worker.lock(1, 12, "subdefCreation", "preview");
    if (row.isPresent()) {
      assertThat(running()).isEqualTo(1);
      assertThat(worker.finish(row.get())).isTrue();
    }
    return row.isPresent();
  }

  private boolean asUs(String key, ProcessIdentity owner) {
    Start start =
        box.jobs().begin(wish(key, QueueType.WRITE_METADATAS, 12, "preview", owner), ALL_LIVE);
    if (start instanceof Start.Started(Job job)) {
      assertThat(running()).isEqualTo(1);
      end(job, new Outcome.Busy("again"), JobState.WAITING);
      return true;
    }
    return false;
  }

  @Test
  void a_rescue_leaves_rows_that_are_not_ours_alone() throws Exception {
    var lost = started(begin("one", "subdefCreation", 12, "preview"));
    long unrelated = php.lock(1, 13, "subdefCreation", "preview").orElseThrow();
    long meanwhile = php.lock(1, 12, "subdefCreation", "thumb").orElseThrow();
    server.change(
        TestServer.APPLICATION, "UPDATE WorkerRunningJob SET created = NOW() - INTERVAL 3 DAY");

    var wish = wish("one", QueueType.SUBDEF_CREATION, 12, "preview", OTHER);
    var rescued = started(box.jobs().begin(wish, ALL_DEAD));

    assertThat(rescued.legacyRow()).isEqualTo(lost.legacyRow());
    assertThat(
            server.rows(
                TestServer.APPLICATION,
                "SELECT id FROM WorkerRunningJob WHERE status = 'running' AND finished IS NULL"))
        .extracting(row -> Long.valueOf(String.valueOf(row.get("id"))))
        .containsExactlyInAnyOrder(rescued.legacyRow().orElseThrow(), unrelated, meanwhile);
  }

  @Test
  void a_row_of_php_blocks_a_rescue_however_old_it_is() throws Exception {
    started(begin("one", "subdefCreation", 12, "preview"));
    server.change(TestServer.APPLICATION, "UPDATE WorkerRunningJob SET status = 'canceled'");
    assertThat(php.lock(1, 12, "subdefCreation", "preview")).isPresent();
    server.change(
        TestServer.APPLICATION,
        "UPDATE WorkerRunningJob SET created = NOW() - INTERVAL 30 DAY WHERE status = 'running'");

    var start =
        box.jobs().begin(wish("one", QueueType.SUBDEF_CREATION, 12, "preview", OTHER), ALL_DEAD);

    assertThat(start).isInstanceOf(Start.Busy.class);
    assertThat(running()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"SYSTEM", "+05:30", "-08:00"})
  void moments_in_the_rows_are_the_servers_own(String zone) {
    server.change("", "SET GLOBAL time_zone = '" + zone + "'");
    box.close();
    box = server.open();

    var job = started(begin("one", "subdefCreation", 12, "preview"));
    end(job, new Outcome.Done(""), JobState.FINISHED);

    assertThat(
            server.row(
                TestServer.APPLICATION,
                """
                SELECT ABS(TIMESTAMPDIFF(SECOND, created, NOW())) < 60 AS created,
                       ABS(TIMESTAMPDIFF(SECOND, finished, NOW())) < 60 AS finished,
                       UNIX_TIMESTAMP(published) AS published
                FROM WorkerRunningJob
                """))
        .isEqualTo(
            Map.of("created", 1, "finished", 1, "published", TestServer.NOON.getEpochSecond()));
    assertThat(job.started()).isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  private static final String ENVELOPE = "{\"message_type\":\"x\",\"payload\":{}}";

  private Start begin(String key, String work, int record, String workOn) {
    return box.jobs()
        .begin(wish(key, QueueType.ofName(work).orElseThrow(), record, workOn, US), ALL_LIVE);
  }

  private static Begin wish(
      String key, QueueType type, int record, String workOn, ProcessIdentity owner) {
    return new Begin(
        new JobKey(key),
        type,
        "0".repeat(64),
        ENVELOPE.replace("\"x\"", "\"" + type + "\""),
        new Payload(Map.of()),
        1,
        Optional.of(JobRow.locking(1, record, workOn)),
        Optional.empty(),
        TestServer.NOON,
        owner,
        TestServer.NOON);
  }

  private static Job started(Start start) {
    assertThat(start).isInstanceOf(Start.Started.class);
    return ((Start.Started) start).job();
  }

  private void end(Job job, Outcome outcome, JobState state) {
    box.jobs().end(job, outcome, state, AttemptReport.NONE, TestServer.NOON);
  }

  private JobState state(String key) {
    return box.jobs().find(new JobKey(key)).orElseThrow().state();
  }

  private long mutexes() {
    return server.number(
        TestServer.APPLICATION, "SELECT COUNT(*) FROM WorkerRunningJob WHERE flock IS NOT NULL");
  }

  private long running() {
    return server.number(
        TestServer.APPLICATION,
        "SELECT COUNT(*) FROM WorkerRunningJob WHERE status = 'running' AND record_id = 12");
  }
}
