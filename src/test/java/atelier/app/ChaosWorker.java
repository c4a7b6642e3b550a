package atelier.app;

import atelier.job.Job;
import atelier.job.JobRow;
import atelier.job.JobStore;
import atelier.job.Outcome;
import atelier.job.Worker;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Writes down that it was asked, works a little, then has its effect: a file of the job's key.
///
/// - Its effect stays single, as a name can be made only once, and by the owner of the job alone.
/// - Shape: a line in the diary is `key attempt milliseconds-since-the-epoch`. The system has it
///   once it is written, so that a kill does not take it away.
record ChaosWorker(QueueType type, JobStore jobs, Path effects, FileChannel diary)
    implements Worker<ChaosOrder> {

  @Override
  public ChaosOrder read(Payload payload) {
    return ChaosOrder.read(type, payload);
  }

  @Override
  public Optional<JobRow> row(ChaosOrder order) {
    return type == QueueType.SUBDEF_CREATION
        ? Optional.of(JobRow.locking(1, order.record(), "preview"))
        : Optional.empty();
  }

  @Override
  public Outcome process(ChaosOrder order, Job job) throws InterruptedException {
    try {
      String line = order.key() + " " + job.attempt() + " " + System.currentTimeMillis() + "\n";
      diary.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      Thread.sleep(Duration.ofMillis(order.millis()));
      return switch (order.plan()) {
        case WORKS -> effect(order, job);
        case FAILS_ONCE -> job.attempt() == 1 ? new Outcome.TryAgain("once") : effect(order, job);
        case FAILS_ALWAYS -> new Outcome.TryAgain("always");
        case HOPELESS -> new Outcome.GivenUp("hopeless");
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome effect(ChaosOrder order, Job job) throws IOException {
    if (!jobs.owns(job)) {
      return new Outcome.GivenUp("this process does not own its job");
    }
    try {
      Files.createFile(effects.resolve(order.key()));
      return new Outcome.Done("made");
    } catch (FileAlreadyExistsException _) {
      return new Outcome.Done("was there");
    }
  }
}
