package atelier.job;

import atelier.queue.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The jobs that run in this process, so that somebody can stop one or take care of its message.
///
/// - Thread-safe.
final class RunningJobs {
  private final Map<JobKey, Running> byKey = new ConcurrentHashMap<>();

  /// Notes that a job runs on the current thread.
  Running enter(Job job, Delivery delivery, Instant now) {
    var running = new Running(job, delivery, Thread.currentThread(), now);
    byKey.put(job.key(), running);
    return running;
  }

  void leave(Running running) {
    byKey.remove(running.job.key(), running);
  }

  List<Job> jobs() {
    return byKey.values().stream().map(Running::job).toList();
  }

  int count() {
    return byKey.size();
  }

  /// Those whose work has come further since that was last written down.
  List<Running> furtherOn() {
    return byKey.values().stream().filter(each -> each.headway.news().isPresent()).toList();
  }

  /// Interrupts a job that somebody wants stopped.
  void cancel(JobKey key, String by) {
    Optional.ofNullable(byKey.get(key)).ifPresent(running -> running.cancel(by));
  }

  /// Those whose message has waited this long for its answer.
  List<Running> unansweredFor(Duration age, Instant now) {
    return byKey.values().stream()
        .filter(each -> !each.isAnswered())
        .filter(each -> Duration.between(each.since, now).compareTo(age) > 0)
        .toList();
  }

  /// One job that runs.
  ///
  /// - Invariants, guarded by its own monitor:
  ///   1. the message is answered once;
  ///   2. the thread is interrupted only between [#enter(Job, Delivery, Instant)] and the end of
  ///      the work, never while the outcome is being stored.
  static final class Running {
    private final Job job;
    private final Delivery delivery;
    private final Thread thread;
    private final Instant since;
    private final LatestHeadway headway = new LatestHeadway();
    private boolean answered;
    private boolean worked;
    private @Nullable String canceledBy;

    private Running(Job job, Delivery delivery, Thread thread, Instant since) {
      this.job = job;
      this.delivery = delivery;
      this.thread = thread;
      this.since = since;
    }

    Job job() {
      return job;
    }

    LatestHeadway headway() {
      return headway;
    }

    synchronized boolean isAnswered() {
      return answered;
    }

    private synchronized void cancel(String by) {
      if (!worked && canceledBy == null) {
        canceledBy = by;
        thread.interrupt();
      }
    }

    /// The work has ended, so or so: from now on nobody interrupts.
    ///
    /// - Shape: nothing is acknowledged early from now on; who wanted it stopped, if anybody did.
    synchronized Optional<String> worked() {
      worked = true;
      if (canceledBy != null && Thread.currentThread() == thread) {
        Thread.interrupted(); // The interrupt was for the work alone, whether it noticed or not.
      }
      return Optional.ofNullable(canceledBy);
    }

    /// The ledger has the message: the broker may forget it, unless the end is near already.
    synchronized boolean acknowledgeEarly() {
      if (!worked) {
        acknowledge();
      }
      return answered;
    }

    /// Acknowledges, unless that was done before.
    synchronized void acknowledge() {
      answered = true;
      delivery.acknowledge();
    }

    /// Gives back to the broker, unless the message was acknowledged before.
    synchronized void giveBack() {
      answered = true;
      delivery.giveBack();
    }
  }
}
