package atelier.store;

import atelier.job.JobStoreException;
import atelier.job.ProcessIdentity;
import atelier.job.Roster;
import atelier.queue.QueueType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The processes of `atelier_process` with what they told, in `atelier_report`.
///
/// - Thread-safe.
final class JdbiRoster implements Roster {
  private final Database database;
  private final Clock clock;

  JdbiRoster(Connections connections, Clock clock) {
    this.database = new Database(connections, JobStoreException::new);
    this.clock = clock;
  }

  @Override
  public void report(ProcessIdentity process, Report report) {
    String queues =
        new TreeSet<>(report.queues())
            .stream().map(QueueType::queueName).collect(Collectors.joining(","));
    database.change(
        "tell what this process does",
        handle -> {
          handle
              .createUpdate("DELETE FROM atelier_report WHERE owner = :owner")
              .bind("owner", process.text())
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO atelier_report (owner, queues, slots, running, memory)
                  VALUES (:owner, :queues, :slots, :running, :memory)
                  """)
              .bind("owner", process.text())
              .bind("queues", queues)
              .bind("slots", report.slots())
              .bind("running", report.running())
              .bind("memory", report.memoryBytes())
              .execute();
        });
  }

  @Override
  public List<Entry> processes() {
    return database.read(
        "list the processes",
        handle -> {
          long now = Dialect.of(handle).now(handle, clock.instant()).toEpochMilli();
          return handle
              .createQuery(
                  """
                  SELECT p.owner, p.host, p.pid, p.since, p.heard,
                         r.queues, r.slots, r.running, r.memory
                  FROM atelier_process p LEFT JOIN atelier_report r ON r.owner = p.owner
                  ORDER BY p.since, p.owner
                  """)
              .map((row, _) -> entry(row, now))
              .list();
        });
  }

  @Override
  public Instant now() {
    return database.read(
        "look at the clock", handle -> Dialect.of(handle).now(handle, clock.instant()));
  }

  private static Entry entry(ResultSet row, long now) throws SQLException {
    long heard = row.getLong("heard");
    return new Entry(
        row.getString("owner"),
        row.getString("host"),
        row.getLong("pid"),
        Instant.ofEpochMilli(row.getLong("since")),
        Instant.ofEpochMilli(heard),
        Math.max(0, (now - heard) / 1000),
        new Report(
            queues(row.getString("queues")),
            row.getInt("slots"),
            row.getInt("running"),
            row.getLong("memory")));
  }

  private static Set<QueueType> queues(@Nullable String names) {
    return names == null
        ? Set.of()
        : Arrays.stream(names.split(","))
            .map(QueueType::ofName)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
  }
}
