package atelier.store;

import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobState;
import atelier.job.JobStoreException;
import atelier.job.Outcome;
import atelier.job.Overlay;
import atelier.job.Wishes;
import atelier.queue.QueueType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;

/// Wishes in the tables `atelier_pause`, `atelier_cancel` and `atelier_setting`.
///
/// - Thread-safe.
final class JdbiWishes implements Wishes {
  private static final int LONGEST_AUTHOR = 255;
  private static final String OTHER_PROGRAM = "another program";

  private final Database database;
  private final Clock clock;

  JdbiWishes(Connections connections, Clock clock) {
    this.database = new Database(connections, JobStoreException::new);
    this.clock = clock;
  }

  @Override
  public List<Pause> pauses() {
    return database
        .read(
            "read the pauses",
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT queue, reason, author, since, until FROM atelier_pause
                        WHERE until IS NULL OR until > :now
                        """)
                    .bind("now", now(handle))
                    .map((row, _) -> pause(row))
                    .list())
        .stream()
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(Pause::type))
        .toList();
  }

  private static Optional<Pause> pause(ResultSet row) throws SQLException {
    var since = Instant.ofEpochMilli(row.getLong("since"));
    Optional<Instant> until = optionalLong(row, "until").map(Instant::ofEpochMilli);
    String reason = row.getString("reason");
    String author = row.getString("author");
    return QueueType.ofName(row.getString("queue"))
        .map(type -> new Pause(type, reason, author, since, until));
  }

  @Override
  public void pause(QueueType type, String reason, String author, Optional<Instant> until) {
    database.change(
        "pause " + type,
        handle -> {
          delete(handle, "atelier_pause", type);
          handle
              .createUpdate(
                  """
                  INSERT INTO atelier_pause (queue, reason, author, since, until)
                  VALUES (:queue, :reason, :author, :now, :until)
                  """)
              .bind("queue", type.queueName())
              .bind("reason", reason)
              .bind("author", RecordRows.cut(author, LONGEST_AUTHOR))
              .bind("now", now(handle))
              .bind("until", until.map(Instant::toEpochMilli).orElse(null))
              .execute();
        });
  }

  @Override
  public boolean resume(QueueType type) {
    return database.write("resume " + type, handle -> delete(handle, "atelier_pause", type) > 0);
  }

  private static int delete(Handle handle, String table, QueueType type) {
    return handle
        .createUpdate("DELETE FROM " + table + " WHERE queue = :queue")
        .bind("queue", type.queueName())
        .execute();
  }

  @Override
  public CancelAnswer cancel(JobKey key, String author) {
    return database.write("cancel job " + key, handle -> cancel(handle, key, author));
  }

  private CancelAnswer cancel(Handle handle, JobKey key, String author) {
    var found =
        handle
            .createQuery(
                "SELECT state, legacy_row, attempt FROM atelier_job WHERE job_key = :key"
                    + Dialect.of(handle).forUpdate())
            .bind("key", key.text())
            .map(
                (row, _) ->
                    new Found(
                        JobState.ofColumn(row.getString("state")),
                        optionalLong(row, "legacy_row"),
                        row.getInt("attempt")))
            .findOne();
    if (found.isEmpty()) {
      return CancelAnswer.UNKNOWN;
    }
    return switch (found.get().state()) {
      case RUNNING -> {
        wish(handle, key, author);
        yield CancelAnswer.ASKED;
      }
      case WAITING -> {
        var outcome = new Outcome.Canceled(author);
        Instant now = Instant.ofEpochMilli(now(handle));
        handle
            .createUpdate(
                """
                UPDATE atelier_job SET state = 'canceled', reason = :reason, changed = :now
                WHERE job_key = :key
                """)
            .bind("reason", outcome.text())
            .bind("now", now.toEpochMilli())
            .bind("key", key.text())
            .execute();
        int attempt = found.get().attempt();
        found.get().row().ifPresent(id -> LegacyJobRows.end(handle, id, outcome, attempt, now));
        yield CancelAnswer.CANCELED;
      }
      case FINISHED, FAILED, CANCELED -> CancelAnswer.ENDED;
    };
  }

  /// What the ledger has of a job.
  private record Found(JobState state, Optional<Long> row, int attempt) {}

  private void wish(Handle handle, JobKey key, String author) {
    handle
        .createUpdate("DELETE FROM atelier_cancel WHERE job_key = :key")
        .bind("key", key.text())
        .execute();
    handle
        .createUpdate(
            "INSERT INTO atelier_cancel (job_key, author, wished) VALUES (:key, :author, :now)")
        .bind("key", key.text())
        .bind("author", RecordRows.cut(author, LONGEST_AUTHOR))
        .bind("now", now(handle))
        .execute();
  }

  @Override
  public Map<JobKey, String> canceled(Collection<Job> running) {
    if (running.isEmpty()) {
      return Map.of();
    }
    return database.read(
        "look which jobs to stop",
        handle -> {
          var canceled = new HashMap<JobKey, String>();
          ownWishes(handle, running, canceled);
          rowsOfOthers(handle, running, canceled);
          return Map.copyOf(canceled);
        });
  }

  private static void ownWishes(
      Handle handle, Collection<Job> running, Map<JobKey, String> canceled) {
    Map<String, Job> byKey = new HashMap<>();
    running.forEach(job -> byKey.put(job.key().text(), job));
    handle
        .createQuery("SELECT job_key, author, wished FROM atelier_cancel WHERE job_key IN (<keys>)")
        .setTemplateEngine(new DefinedAttributeTemplateEngine())
        .bindList("keys", List.copyOf(byKey.keySet()))
        .map((row, _) -> Map.entry(row.getString("job_key"), row.getString("author")))
        .forEach(each -> canceled.put(new JobKey(each.getKey()), each.getValue()));
  }

  private static void rowsOfOthers(
      Handle handle, Collection<Job> running, Map<JobKey, String> canceled) {
    Map<Long, Job> byRow = new HashMap<>();
    running.forEach(job -> job.legacyRow().ifPresent(id -> byRow.put(id, job)));
    if (byRow.isEmpty()) {
      return;
    }
    handle
        .createQuery("SELECT id FROM WorkerRunningJob WHERE status = 'canceled' AND id IN (<ids>)")
        .setTemplateEngine(new DefinedAttributeTemplateEngine())
        .bindList("ids", List.copyOf(byRow.keySet()))
        .mapTo(Long.class)
        .forEach(
            id ->
                Optional.ofNullable(byRow.get(id))
                    .ifPresent(job -> canceled.putIfAbsent(job.key(), OTHER_PROGRAM)));
  }

  @Override
  public Map<QueueType, Overlay> overlays() {
    var overlays = new EnumMap<QueueType, Overlay>(QueueType.class);
    database
        .read(
            "read the settings",
            handle ->
                handle
                    .createQuery(
                        "SELECT queue, max_retry, ttl_retry, ttl_delayed FROM atelier_setting")
                    .map((row, _) -> Map.entry(row.getString("queue"), overlay(row)))
                    .list())
        .forEach(
            each ->
                QueueType.ofName(each.getKey())
                    .ifPresent(type -> overlays.put(type, each.getValue())));
    return overlays;
  }

  private static Overlay overlay(ResultSet row) throws SQLException {
    return new Overlay(
        optionalLong(row, "max_retry").map(Math::toIntExact),
        optionalLong(row, "ttl_retry").map(Duration::ofMillis),
        optionalLong(row, "ttl_delayed").map(Duration::ofMillis));
  }

  @Override
  public void overlay(QueueType type, Overlay overlay, String author) {
    database.change(
        "change the settings of " + type,
        handle -> {
          delete(handle, "atelier_setting", type);
          if (overlay.equals(Overlay.NOTHING)) {
            return;
          }
          handle
              .createUpdate(
                  """
                  INSERT INTO atelier_setting
                    (queue, max_retry, ttl_retry, ttl_delayed, author, changed)
                  VALUES (:queue, :maxRetry, :retry, :delayed, :author, :now)
                  """)
              .bind("queue", type.queueName())
              .bind("maxRetry", overlay.maxRetry().orElse(null))
              .bind("retry", overlay.retryDelay().map(Duration::toMillis).orElse(null))
              .bind("delayed", overlay.delayedDelay().map(Duration::toMillis).orElse(null))
              .bind("author", RecordRows.cut(author, LONGEST_AUTHOR))
              .bind("now", now(handle))
              .execute();
        });
  }

  private long now(Handle handle) {
    return Dialect.of(handle).now(handle, clock.instant()).toEpochMilli();
  }

  private static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
