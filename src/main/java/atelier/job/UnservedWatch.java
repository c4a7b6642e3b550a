package atelier.job;

import atelier.queue.QueueName;
import atelier.queue.Queues;
import atelier.queue.Unserved;
import atelier.queue.Unserved.Waiting;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells when nobody consumes a queue that has messages, and when somebody has come: each once in
/// the log, and their number as `atelier.queues.unserved`.
///
/// - Thread-safe: one thread of its own looks.
public final class UnservedWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UnservedWatch.class);
  private static final int ROUNDS_PER_LOOK = 5;

  private final Queues queues;
  private final Unserved unserved;
  private final Patrol patrol;
  private int round;
  private volatile Set<QueueName> known = Set.of();

  /// Looks every five seconds from now on.
  public UnservedWatch(Queues queues, Unserved unserved, JobMetrics metrics) {
    this.queues = queues;
    this.unserved = unserved;
    metrics.unserved(() -> known.size());
    patrol = Patrol.start("watch over queues that nobody consumes", this::walk);
  }

  private boolean walk() {
    if (round++ % ROUNDS_PER_LOOK == 0) {
      look();
    }
    return false;
  }

  private void look() {
    List<Waiting> alone = unserved.look(queues.list());
    for (Waiting each : alone) {
      if (!known.contains(each.queue())) {
        log.warn(
            "nobody consumes {} although it has messages; bin/console worker:execute"
                + " --queue-name={} does",
            each.queue(),
            each.queue());
      }
    }
    var now = alone.stream().map(Waiting::queue).collect(Collectors.toUnmodifiableSet());
    for (QueueName each : known) {
      if (!now.contains(each)) {
        log.info("{} is consumed again, or empty", each);
      }
    }
    known = now;
  }

  @Override
  public void close() {
    patrol.close();
  }
}
