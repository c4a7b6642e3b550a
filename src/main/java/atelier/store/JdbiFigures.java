package atelier.store;

import atelier.job.Figures;
import atelier.job.JobStoreException;
import atelier.queue.FailureCause;
import atelier.queue.QueueType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Numbers out of `atelier_job` and `atelier_attempt`.
///
/// - Thread-safe.
final class JdbiFigures implements Figures {
  private static final long MINUTE = 60_000;

  private final Database database;

  JdbiFigures(Connections connections) {
    this.database = new Database(connections, JobStoreException::new);
  }

  @Override
  public List<Minute> minutes(Instant since) {
    return database.read(
        "count jobs by the minute",
        handle ->
            handle
                .createQuery(
                    """
                    SELECT a.ended - a.ended % 60000 AS minute,
                           SUM(CASE WHEN a.outcome = 'done' THEN 1 ELSE 0 END) AS done,
                           SUM(CASE WHEN a.outcome = 'given up' THEN 1 ELSE 0 END) AS failed,
                           SUM(CASE WHEN a.outcome = 'try again' THEN 1 ELSE 0 END) AS again,
                           AVG(CASE WHEN a.attempt = 1 AND a.started > j.created
                                    THEN a.started - j.created ELSE 0 END) AS waited
                    FROM atelier_attempt a JOIN atelier_job j ON j.job_key = a.job_key
                    WHERE a.ended >= :since GROUP BY minute ORDER BY minute
                    """)
                .bind("since", since.toEpochMilli() - since.toEpochMilli() % MINUTE)
                .map(
                    (row, _) ->
                        new Minute(
                            Instant.ofEpochMilli(row.getLong("minute")),
                            row.getLong("done"),
                            row.getLong("failed"),
                            row.getLong("again"),
                            Duration.ofMillis(Math.round(row.getDouble("waited")))))
                .list());
  }

  @Override
  public List<Pace> paces(Instant since) {
    return database
        .read(
            "measure how long jobs take",
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT j.queue, COUNT(*) AS executions, AVG(a.ended - a.started) AS mean,
                               MAX(a.ended - a.started) AS longest
                        FROM atelier_attempt a JOIN atelier_job j ON j.job_key = a.job_key
                        WHERE a.ended >= :since GROUP BY j.queue ORDER BY executions DESC, j.queue
                        """)
                    .bind("since", since.toEpochMilli())
                    .map((row, _) -> pace(row))
                    .list())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Pace> pace(ResultSet row) throws SQLException {
    long executions = row.getLong("executions");
    Duration mean = Duration.ofMillis(Math.round(row.getDouble("mean")));
    Duration longest = Duration.ofMillis(row.getLong("longest"));
    return QueueType.ofName(row.getString("queue"))
        .map(type -> new Pace(type, executions, mean, longest));
  }

  @Override
  public List<Reason> reasons(int most) {
    List<Failed> failed =
        database.read(
            "read why jobs failed",
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT queue, reason, changed FROM atelier_job
                        WHERE state = 'failed' ORDER BY changed DESC LIMIT :most
                        """)
                    .bind("most", most)
                    .map(
                        (row, _) ->
                            new Failed(
                                row.getString("queue"),
                                FailureCause.of(row.getString("reason")),
                                Instant.ofEpochMilli(row.getLong("changed"))))
                    .list());
    return failed.stream()
        .collect(Collectors.groupingBy(each -> Map.entry(each.queue(), each.cause())))
        .values()
        .stream()
        .flatMap(JdbiFigures::reason)
        .sorted(
            Comparator.comparingLong(Reason::jobs)
                .thenComparing(Reason::latest)
                .reversed()
                .thenComparing(Reason::cause))
        .toList();
  }

  private static Stream<Reason> reason(List<Failed> same) {
    Failed latest = same.getFirst();
    return QueueType.ofName(latest.queue())
        .map(type -> new Reason(type, latest.cause(), same.size(), latest.changed()))
        .stream();
  }

  /// What the ledger says of a job that failed.
  private record Failed(String queue, String cause, Instant changed) {}

  @Override
  public Instant lastChange() {
    return database.read(
        "look when anything changed",
        handle ->
            Instant.ofEpochMilli(
                handle
                    .createQuery("SELECT COALESCE(MAX(changed), 0) FROM atelier_job")
                    .mapTo(Long.class)
                    .one()));
  }
}
