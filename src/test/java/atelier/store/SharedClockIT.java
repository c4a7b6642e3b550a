package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.Start;
import atelier.job.Liveness;
import atelier.job.ProcessIdentity;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two hosts that share a database and do not agree about the time.
final class SharedClockIT {
  private static final ProcessIdentity EARLY =
      new ProcessIdentity("early", "boot-a", "pid:1", 100, 7);
  private static final ProcessIdentity LATE =
      new ProcessIdentity("late", "boot-b", "pid:1", 100, 7);

  private TestServer server;
  private ApplicationBox early;
  private ApplicationBox late;

  @BeforeEach
  void open(@TempDir Path storage) {
    server = TestServer.given(storage);
    server.prepare(TestServer.Flavour.PHRASEANET);
    early = open(Duration.ofSeconds(-90));
    late = open(Duration.ofSeconds(90));
  }

  private ApplicationBox open(Duration wrong) {
    var settings = server.settings();
    return ApplicationBox.open(
        new StoreSettings(
            settings.place(),
            settings.site(),
            settings.servername(),
            settings.storage(),
            Clock.offset(Clock.systemUTC(), wrong)));
  }

  @AfterEach
  void close() {
    late.close();
    early.close();
  }

  @Test
  void a_wrong_clock_kills_nobody_and_gets_nobody_killed() {
    early.jobs().heartbeat(EARLY);
    late.jobs().heartbeat(LATE);

    assertThat(new Liveness(EARLY, early.jobs()).isDead(LATE.text())).isFalse();
    assertThat(new Liveness(LATE, late.jobs()).isDead(EARLY.text())).isFalse();
    assertThat(late.jobs().silence(EARLY.text()).orElseThrow())
        .isBetween(Duration.ZERO, Duration.ofSeconds(20));
  }

  @Test
  void who_is_silent_by_the_servers_clock_is_dead_for_all() {
    early.jobs().heartbeat(EARLY);
    late.jobs().heartbeat(LATE);
    server.change(TestServer.APPLICATION, "UPDATE atelier_process SET heard = heard - 31000");

    assertThat(new Liveness(EARLY, early.jobs()).isDead(LATE.text())).isTrue();
    assertThat(new Liveness(LATE, late.jobs()).isDead(EARLY.text())).isTrue();
  }

  @Test
  void the_same_pid_on_two_hosts_is_two_processes() {
    early.jobs().heartbeat(EARLY);
    late.jobs().heartbeat(LATE);
    Start first = early.jobs().begin(wish(EARLY), new Liveness(EARLY, early.jobs()));

    assertThat(late.jobs().begin(wish(LATE), new Liveness(LATE, late.jobs())))
        .isEqualTo(new Start.Held(EARLY.text()));
    late.jobs().leave(LATE);
    Job job = ((Start.Started) first).job();
    assertThat(early.jobs().owns(job)).isTrue();
    assertThat(early.jobs().silence(EARLY.text())).isPresent();

    early.jobs().leave(EARLY);
    assertThat(late.jobs().begin(wish(LATE), new Liveness(LATE, late.jobs())))
        .isInstanceOf(Start.Started.class);
    assertThat(early.jobs().owns(job)).isFalse();
  }

  private static Begin wish(ProcessIdentity owner) {
    return new Begin(
        new JobKey("one"),
        QueueType.FTP,
        "0".repeat(64),
        "{\"message_type\":\"ftp\",\"payload\":{}}",
        new Payload(Map.of()),
        1,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        owner,
        TestServer.NOON);
  }
}
