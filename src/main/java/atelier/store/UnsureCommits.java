package atelier.store;

import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Executions of this process that were being begun or ended when the server went away, so that
/// nobody knew whether they were: whoever asks again finds what became of them.
///
/// - Thread-safe.
final class UnsureCommits {
  private final Map<JobKey, Job> begun = new ConcurrentHashMap<>();
  private final Map<Long, Outcome> ended = new ConcurrentHashMap<>();

  /// For the transaction that begins what `job` names once it is made.
  Connections.Undo ofBegin(Supplier<Optional<Job>> job) {
    return new WhenUnsure(() -> job.get().ifPresent(each -> begun.put(each.key(), each)));
  }

  /// For the transaction that ends a job.
  Connections.Undo ofEnd(Job job, Outcome outcome) {
    return new WhenUnsure(() -> ended.put(job.run(), outcome));
  }

  /// What was perhaps begun under this key.
  Optional<Job> begun(JobKey key) {
    return Optional.ofNullable(begun.get(key));
  }

  /// True for the one caller that may go on with what was perhaps begun.
  boolean takeBegun(Job job) {
    return begun.remove(job.key(), job);
  }

  /// True when this execution was perhaps ended so already.
  boolean endedSo(Job job, Outcome outcome) {
    return outcome.equals(ended.get(job.run()));
  }

  void forgetEnd(Job job) {
    ended.remove(job.run());
  }

  /// Leaves everything outside as it is, and takes a note when nobody knows.
  private record WhenUnsure(Runnable note) implements Connections.Undo {
    @Override
    public void because(Throwable failure) {}

    @Override
    public void unsure() {
      note.run();
    }
  }
}
