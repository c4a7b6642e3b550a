package atelier.job;

import atelier.queue.QueueName;
import atelier.queue.QueueType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;

/// What is counted and timed of jobs.
///
/// - Shape: `atelier.jobs.started`, `atelier.jobs.ended` (by `outcome`, and by `cause` = the class
///   of the error), `atelier.messages.published` (base queues and their siblings),
///   `atelier.job.duration`, `atelier.job.wait` (published → started), all by `queue`;
///   `atelier.slots` and `atelier.slots.used`; `atelier.queues.unserved` = how many have messages
///   that nobody consumes.
/// - Thread-safe.
public final class JobMetrics {
  private static final String QUEUE = "queue";

  private final MeterRegistry registry;

  public JobMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void slots(int slots, IntSupplier used) {
    Gauge.builder("atelier.slots", () -> slots).register(registry);
    Gauge.builder("atelier.slots.used", used::getAsInt).strongReference(true).register(registry);
  }

  void unserved(IntSupplier queues) {
    Gauge.builder("atelier.queues.unserved", queues::getAsInt)
        .strongReference(true)
        .register(registry);
  }

  void published(QueueName queue) {
    Counter.builder("atelier.messages.published")
        .tag(QUEUE, queue.text())
        .register(registry)
        .increment();
  }

  void started(QueueType type, Duration waited) {
    Counter.builder("atelier.jobs.started")
        .tag(QUEUE, type.queueName())
        .register(registry)
        .increment();
    if (!waited.isNegative()) {
      Timer.builder("atelier.job.wait")
          .tag(QUEUE, type.queueName())
          .publishPercentileHistogram()
          .register(registry)
          .record(waited);
    }
  }

  void ended(QueueType type, Outcome outcome, String cause, Duration ran) {
    Counter.builder("atelier.jobs.ended")
        .tag(QUEUE, type.queueName())
        .tag("outcome", word(outcome))
        .tag("cause", cause.substring(cause.lastIndexOf('.') + 1))
        .register(registry)
        .increment();
    Timer.builder("atelier.job.duration")
        .tag(QUEUE, type.queueName())
        .publishPercentileHistogram()
        .register(registry)
        .record(ran);
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "done";
      case Outcome.TryAgain _ -> "try_again";
      case Outcome.Busy _ -> "busy";
      case Outcome.GivenUp _ -> "given_up";
      case Outcome.Canceled _ -> "canceled";
      case Outcome.Interrupted _ -> "interrupted";
    };
  }
}
