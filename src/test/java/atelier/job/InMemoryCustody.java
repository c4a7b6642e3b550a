package atelier.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Custody in memory, for tests.
///
/// - Guarded by its own monitor.
public final class InMemoryCustody implements Custody {
  private final InMemoryJobStore jobs;
  private final Map<JobKey, Long> runs = new HashMap<>();

  public InMemoryCustody(InMemoryJobStore jobs) {
    this.jobs = jobs;
  }

  @Override
  public synchronized boolean take(Job job) {
    if (!jobs.owns(job)) {
      return false;
    }
    runs.put(job.key(), job.run());
    return true;
  }

  @Override
  public synchronized List<Kept> kept() {
    return jobs.all().stream()
        .filter(InMemoryJobStore.Line::runs)
        .filter(line -> Long.valueOf(line.run).equals(runs.get(line.wish.key())))
        .map(
            line ->
                new Kept(
                    line.wish.key(),
                    line.wish.type(),
                    line.attempt,
                    line.wish.envelopeJson(),
                    line.owner))
        .toList();
  }

  @Override
  public synchronized void release(Kept kept) {
    if (kept().contains(kept)) {
      runs.remove(kept.key());
    }
  }
}
