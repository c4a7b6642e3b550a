package atelier.job;

import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A worker that does what a test says, and counts how often it is asked to.
final class TestWorker implements Worker<String> {
  private final QueueType type;
  private final Work work;
  private final Optional<Error> failureAtTheEnd;
  private final AtomicInteger executions = new AtomicInteger();

  /// What it does.
  @FunctionalInterface
  interface Work {
    Outcome process(String order, Job job) throws InterruptedException;
  }

  TestWorker(QueueType type, Work work) {
    this(type, work, Optional.empty());
  }

  private TestWorker(QueueType type, Work work, Optional<Error> failureAtTheEnd) {
    this.type = type;
    this.work = work;
    this.failureAtTheEnd = failureAtTheEnd;
  }

  static TestWorker that(Work work) {
    return new TestWorker(QueueType.FTP, work);
  }

  /// The same, but it fails when it is told of an outcome.
  TestWorker whoseEnd(Error failure) {
    return new TestWorker(type, work, Optional.of(failure));
  }

  int executions() {
    return executions.get();
  }

  @Override
  public QueueType type() {
    return type;
  }

  @Override
  public String read(Payload payload) {
    return payload.text("what");
  }

  /// Jobs on sub-definitions lock the file of record 1_12 that `what` names.
  @Override
  public Optional<JobRow> row(String order) {
    return type == QueueType.SUBDEF_CREATION
        ? Optional.of(JobRow.locking(1, 12, order))
        : Optional.empty();
  }

  @Override
  public Outcome process(String order, Job job) throws InterruptedException {
    executions.incrementAndGet();
    return work.process(order, job);
  }

  @Override
  public void ended(String order, Job job, Outcome outcome) {
    if (failureAtTheEnd.isPresent()) {
      throw failureAtTheEnd.get();
    }
  }
}
