package atelier.job;

import atelier.queue.QueueType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Wishes in memory, for tests.
///
/// - Guarded by its own monitor.
public final class InMemoryWishes implements Wishes {
  private final InMemoryJobStore jobs;
  private final Clock clock;
  private final Map<QueueType, Pause> pauses = new EnumMap<>(QueueType.class);
  private final Map<QueueType, Overlay> overlays = new EnumMap<>(QueueType.class);
  private final Map<JobKey, String> cancels = new HashMap<>();

  public InMemoryWishes(InMemoryJobStore jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public synchronized List<Pause> pauses() {
    return pauses.values().stream()
        .filter(each -> each.until().map(end -> end.isAfter(clock.instant())).orElse(true))
        .toList();
  }

  @Override
  public synchronized void pause(
      QueueType type, String reason, String author, Optional<Instant> until) {
    pauses.put(type, new Pause(type, reason, author, clock.instant(), until));
  }

  @Override
  public synchronized boolean resume(QueueType type) {
    return pauses.remove(type) != null;
  }

  @Override
  public synchronized CancelAnswer cancel(JobKey key, String author) {
    return jobs.find(key)
        .map(
            line ->
                switch (line.state()) {
                  case RUNNING -> {
                    cancels.put(key, author);
                    yield CancelAnswer.ASKED;
                  }
                  case WAITING -> {
                    jobs.cancelWaiting(key, author);
                    yield CancelAnswer.CANCELED;
                  }
                  case FINISHED, FAILED, CANCELED -> CancelAnswer.ENDED;
                })
        .orElse(CancelAnswer.UNKNOWN);
  }

  @Override
  public synchronized Map<JobKey, String> canceled(Collection<Job> running) {
    var canceled = new HashMap<>(cancels);
    canceled.keySet().retainAll(running.stream().map(Job::key).toList());
    return canceled;
  }

  @Override
  public synchronized Map<QueueType, Overlay> overlays() {
    return new EnumMap<>(overlays);
  }

  @Override
  public synchronized void overlay(QueueType type, Overlay overlay, String author) {
    if (overlay.equals(Overlay.NOTHING)) {
      overlays.remove(type);
    } else {
      overlays.put(type, overlay);
    }
  }
}
