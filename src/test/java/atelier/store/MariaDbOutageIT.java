package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.Eventually;
import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobRow;
import atelier.job.JobState;
import atelier.job.JobStore;
import atelier.job.JobStore.AttemptReport;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.Start;
import atelier.job.JobStoreException;
import atelier.job.Liveness;
import atelier.job.Outcome;
import atelier.job.ProcessIdentity;
import atelier.library.LibraryException;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A database that goes away under load and comes back.
@Timeout(240)
final class MariaDbOutageIT {
  private static final ProcessIdentity US = new ProcessIdentity("here", "boot", "pid:1", 100, 1);
  private static final ProcessIdentity OTHER =
      new ProcessIdentity("there", "boot", "pid:1", 100, 1);
  private static final Duration BACK = Duration.ofSeconds(5);

  private OwnMariaDb mariaDb;
  private TestServer server;
  private ApplicationBox box;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    mariaDb = OwnMariaDb.make(folder);
    server = new TestServer(mariaDb.address(), folder.resolve("storage"));
    server.prepare(TestServer.Flavour.PHRASEANET);
    box = server.open();
  }

  @AfterEach
  void close() throws Exception {
    box.close();
    mariaDb.kill();
  }

  @Test
  void what_cannot_be_done_is_said_in_the_ports_words_and_can_be_done_again() throws Exception {
    mariaDb.stop();

    assertThatThrownBy(() -> box.jobs().counts()).isInstanceOf(JobStoreException.class);
    assertThatThrownBy(() -> box.jobs().heartbeat(US)).isInstanceOf(JobStoreException.class);
    assertThatThrownBy(() -> box.library().databoxes()).isInstanceOf(LibraryException.class);
    assertThatThrownBy(() -> box.outbox().count()).isInstanceOf(JobStoreException.class);
    assertThatThrownBy(() -> box.users().find("ada")).isInstanceOf(LibraryException.class);
    assertThatThrownBy(() -> server.open()).isInstanceOf(LibraryException.class);
    mariaDb.start();

    assertThat(box.library().databoxes()).isEmpty();
    box.jobs().heartbeat(US);
    assertThat(box.jobs().silence(US.text())).isPresent();
  }

  @Test
  void nobody_is_dead_for_a_silence_in_which_the_database_was_away() throws Exception {
    box.jobs().heartbeat(OTHER);
    server.change(TestServer.APPLICATION, "UPDATE atelier_process SET heard = heard - 600000");
    mariaDb.kill();
    mariaDb.start();

    assertThat(box.jobs().silence(OTHER.text()).orElseThrow()).isLessThan(Duration.ofSeconds(30));
    assertThat(new Liveness(US, box.jobs()).isDead(OTHER.text())).isFalse();
  }

  @Test
  void under_load_nothing_is_lost_and_nothing_runs_twice() throws Exception {
    var go = new AtomicBoolean(true);
    var done = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<List<JobKey>>>();
      for (int thread = 0; thread < 4; thread++) {
        String name = "t" + thread;
        int record = thread;
        running.add(threads.submit(() -> work(name, record, go, done)));
      }
      try {
        goesOn(done, Duration.ofSeconds(30));
        for (int outage = 0; outage < 4; outage++) {
          if (outage % 2 == 0) {
            mariaDb.kill();
          } else {
            mariaDb.stop();
          }
          mariaDb.start();
          goesOn(done, BACK);
        }
      } finally {
        go.set(false);
      }
      var keys = new ArrayList<JobKey>();
      for (var each : running) {
        keys.addAll(each.get());
      }

      assertThat(keys).hasSizeGreaterThan(20);
      for (JobKey key : keys) {
        assertThat(box.jobs().find(key).orElseThrow().state()).isEqualTo(JobState.FINISHED);
        assertThat(box.jobs().attempts(key)).hasSize(1);
      }
      assertThat(box.jobs().counts().finished()).isEqualTo(keys.size());
      assertThat(
              server.number(
                  TestServer.APPLICATION,
                  "SELECT COUNT(*) FROM WorkerRunningJob WHERE status = 'finished'"))
          .isEqualTo(keys.size());
    }
  }

  /// Every thread has to come back, so more jobs than threads have to end.
  private static void goesOn(AtomicInteger done, Duration limit) {
    int before = done.get();
    Eventually.eventually(limit, () -> done.get() > before + 8);
  }

  /// Jobs one after another, each step repeated until it works, as the engine does.
  private List<JobKey> work(String name, int record, AtomicBoolean go, AtomicInteger done) {
    var keys = new ArrayList<JobKey>();
    while (go.get()) {
      var key = new JobKey(name + "-" + keys.size());
      Job job = begin(wish(key, record));
      insist(
          () -> {
            box.jobs()
                .end(
                    job,
                    new Outcome.Done("ok"),
                    JobState.FINISHED,
                    AttemptReport.NONE,
                    TestServer.NOON);
            return true;
          });
      keys.add(key);
      done.incrementAndGet();
    }
    return keys;
  }

  /// A mutex that a lost connection left behind makes a job busy until it lapses; others of the
  /// same thread would wait for it too, so it is taken away here as time would.
  private Job begin(Begin wish) {
    JobStore jobs = box.jobs();
    while (true) {
      switch (insist(() -> jobs.begin(wish, _ -> false))) {
        case Start.Started(Job job) -> {
          return job;
        }
        case Start.Busy(String _) ->
            insist(
                () ->
                    server.change(
                        TestServer.APPLICATION,
                        "UPDATE WorkerRunningJob SET published = published - INTERVAL 61 SECOND"
                            + " WHERE flock IS NOT NULL AND record_id = "
                            + wish.row().orElseThrow().recordId()));
        case Start.Held(String by) -> throw new AssertionError(wish.key() + " is held by " + by);
        case Start.Stale(String why) -> throw new AssertionError(wish.key() + " is stale: " + why);
      }
    }
  }

  private static <T> T insist(Supplier<T> action) {
    while (true) {
      try {
        return action.get();
      } catch (JobStoreException _) {
        // Again, as often as it takes; waiting for a connection is pause enough.
      } catch (IllegalStateException e) {
        // Our own look past the store.
        if (!(e.getCause() instanceof java.sql.SQLException)) {
          throw e;
        }
      }
    }
  }

  private static Begin wish(JobKey key, int record) {
    return new Begin(
        key,
        QueueType.SUBDEF_CREATION,
        "0".repeat(64),
        "{\"message_type\":\"subdefCreation\",\"payload\":{}}",
        new Payload(Map.of()),
        1,
        Optional.of(JobRow.locking(1, record, "preview")),
        Optional.empty(),
        TestServer.NOON,
        US,
        TestServer.NOON);
  }
}
