package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobState;
import atelier.job.JobStore.AttemptReport;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.Start;
import atelier.job.JobStoreException;
import atelier.job.Outcome;
import atelier.job.ProcessIdentity;
import atelier.library.Library.NewDatabox;
import atelier.library.LibraryContract;
import atelier.library.LibraryException;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Connections that end in the middle of a commit, so that nobody can say whether it was made.
final class LostCommitIT {
  private static final ProcessIdentity US = new ProcessIdentity("here", "boot", "pid:1", 100, 1);
  private static final JobKey ONE = new JobKey("one");

  private TestServer server;
  private CuttingProxy proxy;
  private ApplicationBox box;

  @BeforeEach
  void open(@TempDir Path storage) throws Exception {
    server = TestServer.given(storage);
    server.prepare(TestServer.Flavour.PHRASEANET);
    var direct = server.server(TestServer.APPLICATION);
    proxy = new CuttingProxy(direct.host(), direct.port());
    box =
        ApplicationBox.open(
            new StoreSettings(
                new StoreSettings.Place.Server(
                    new DatabaseServer(
                        "127.0.0.1",
                        proxy.port(),
                        direct.user(),
                        direct.password(),
                        direct.schema())),
                "site-key",
                "http://library.test/",
                storage,
                Clock.systemUTC()));
  }

  @AfterEach
  void close() throws Exception {
    box.close();
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = CuttingProxy.Cut.class,
      names = {"BEFORE_THE_SERVER", "AFTER_THE_SERVER"})
  void a_begin_that_nobody_heard_of_is_found_again(CuttingProxy.Cut cut) {
    proxy.arm(cut, 0);

    assertThatThrownBy(this::begin).isInstanceOf(JobStoreException.class);
    Start again = begin();

    assertThat(again).isInstanceOf(Start.Started.class);
    assertThat(box.jobs().owns(((Start.Started) again).job())).isTrue();
    assertThat(box.jobs().attempts(ONE)).hasSize(1);
    assertThat(begin()).isEqualTo(new Start.Held(US.text()));
  }

  @ParameterizedTest
  @EnumSource(
      value = CuttingProxy.Cut.class,
      names = {"BEFORE_THE_SERVER", "AFTER_THE_SERVER"})
  void an_end_that_nobody_heard_of_may_be_said_again(CuttingProxy.Cut cut) {
    Job job = ((Start.Started) begin()).job();
    proxy.arm(cut, 0);

    assertThatThrownBy(() -> end(job)).isInstanceOf(JobStoreException.class);
    end(job);

    assertThat(box.jobs().find(ONE).orElseThrow().state()).isEqualTo(JobState.FINISHED);
    assertThatThrownBy(() -> end(job))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("attempt 1 of job one is no longer ours");
  }

  @ParameterizedTest
  @EnumSource(
      value = CuttingProxy.Cut.class,
      names = {"BEFORE_THE_SERVER", "AFTER_THE_SERVER"})
  void a_record_is_never_there_without_its_file(CuttingProxy.Cut cut) throws Exception {
    var databox =
        box.library().create(new NewDatabox("photos", "", "Pictures", LibraryContract.TEMPLATE));
    var records = box.library().records(databox.id());
    records.add(AddingProcess.aRecord(databox));
    var record = AddingProcess.aRecord(databox);
    proxy.arm(cut, 0);

    assertThatThrownBy(() -> records.add(record)).isInstanceOf(LibraryException.class);

    var made = records.withUuid(record.uuid());
    assertThat(made.isPresent()).isEqualTo(cut == CuttingProxy.Cut.AFTER_THE_SERVER);
    made.ifPresent(
        found ->
            assertThat(records.subdef(found.id().record(), "document").orElseThrow().path())
                .hasContent(record.uuid()));
    assertThat(record.staged().path()).doesNotExist();
  }

  @Test
  void who_is_interrupted_still_gets_an_answer() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var interrupted =
          threads.submit(
              () -> {
                Thread.currentThread().interrupt();
                begin();
                return Thread.interrupted();
              });

      assertThat(interrupted.get()).isTrue();
    }
    assertThat(box.jobs().find(ONE).orElseThrow().state()).isEqualTo(JobState.RUNNING);
  }

  private Start begin() {
    return box.jobs()
        .begin(
            new Begin(
                ONE,
                QueueType.FTP,
                "0".repeat(64),
                "{\"message_type\":\"ftp\",\"payload\":{}}",
                new Payload(Map.of()),
                1,
                Optional.empty(),
                Optional.empty(),
                TestServer.NOON,
                US,
                TestServer.NOON),
            _ -> false);
  }

  private void end(Job job) {
    box.jobs()
        .end(job, new Outcome.Done(""), JobState.FINISHED, AttemptReport.NONE, TestServer.NOON);
  }
}
