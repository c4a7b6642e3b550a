package atelier.job;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The roster in memory, for tests: nobody is ever silent in it.
///
/// - Guarded by its own monitor.
public final class InMemoryRoster implements Roster {
  private final Map<ProcessIdentity, Report> reports = new LinkedHashMap<>();

  @Override
  public synchronized void report(ProcessIdentity process, Report report) {
    reports.put(process, report);
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public synchronized List<Entry> processes() {
    return reports.entrySet().stream()
        .map(
            each ->
                new Entry(
                    each.getKey().text(),
                    each.getKey().host(),
                    each.getKey().pid(),
                    Instant.EPOCH,
                    Instant.EPOCH,
                    0,
                    each.getValue()))
        .toList();
  }
}
