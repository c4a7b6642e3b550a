package atelier.store;

import atelier.job.Bulks;
import atelier.job.JobKey;
import atelier.job.JobStore.JobFilter;
import atelier.job.JobStoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Actions on many jobs in the tables `atelier_bulk` and `atelier_bulk_job`.
///
/// - Thread-safe.
final class JdbiBulks implements Bulks {
  private static final int LONGEST_AUTHOR = 255;
  private static final int LONGEST_DESCRIPTION = 1000;
  private static final String SELECT =
      """
      SELECT id, action, description, author, created, ended, total, done, refused
      FROM atelier_bulk
      """;

  private final Database database;
  private final Clock clock;

  JdbiBulks(Connections connections, Clock clock) {
    this.database = new Database(connections, JobStoreException::new);
    this.clock = clock;
  }

  @Override
  public Bulk start(Action action, JobFilter filter, String description, String author) {
    return database.write(
        "start an action on many jobs",
        handle -> {
          long id =
              handle
                  .createUpdate(
                      """
                      INSERT INTO atelier_bulk
                        (action, description, author, created, total, done, refused)
                      VALUES (:action, :description, :author, :now, 0, 0, 0)
                      """)
                  .bind("action", action.column())
                  .bind("description", RecordRows.cut(description, LONGEST_DESCRIPTION))
                  .bind("author", RecordRows.cut(author, LONGEST_AUTHOR))
                  .bind("now", now(handle))
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          var conditions = new JobConditions(filter);
          long total =
              conditions
                  .bind(
                      handle.createUpdate(
                          "INSERT INTO atelier_bulk_job (bulk_id, job_key) SELECT "
                              + id
                              + ", j.job_key FROM atelier_job j"
                              + conditions.where()))
                  .execute();
          handle
              .createUpdate("UPDATE atelier_bulk SET total = :total WHERE id = :id")
              .bind("total", total)
              .bind("id", id)
              .execute();
          endIfDone(handle, id);
          return find(handle, id).orElseThrow();
        });
  }

  @Override
  public Optional<Bulk> claim(String owner, Duration lapse) {
    return database.write(
        "look for an action on many jobs",
        handle -> {
          long now = now(handle);
          Optional<Long> free =
              handle
                  .createQuery(
                      """
                      SELECT id FROM atelier_bulk
                      WHERE ended IS NULL
                        AND (owner IS NULL OR owner = :owner OR claimed < :lapsed)
                      ORDER BY id LIMIT 1
                      """
                          + Dialect.of(handle).forUpdate())
                  .bind("owner", owner)
                  .bind("lapsed", now - lapse.toMillis())
                  .mapTo(Long.class)
                  .findFirst();
          free.ifPresent(id -> speakFor(handle, id, owner, now));
          return free.flatMap(id -> find(handle, id));
        });
  }

  private static void speakFor(Handle handle, long id, String owner, long now) {
    handle
        .createUpdate("UPDATE atelier_bulk SET owner = :owner, claimed = :now WHERE id = :id")
        .bind("owner", owner)
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  @Override
  public List<JobKey> next(long id, int limit) {
    return database.read(
        "read what is left of an action on many jobs",
        handle ->
            handle
                .createQuery(
                    """
                    SELECT job_key FROM atelier_bulk_job WHERE bulk_id = :id
                    ORDER BY job_key LIMIT :limit
                    """)
                .bind("id", id)
                .bind("limit", limit)
                .mapTo(String.class)
                .list()
                .stream()
                .map(JobKey::new)
                .toList());
  }

  @Override
  public void dealt(long id, String owner, List<JobKey> done, List<JobKey> refused) {
    database.change(
        "note how far an action on many jobs is",
        handle -> {
          int deletedDone = delete(handle, id, done);
          int deletedRefused = delete(handle, id, refused);
          handle
              .createUpdate(
                  """
                  UPDATE atelier_bulk SET done = done + :done, refused = refused + :refused
                  WHERE id = :id
                  """)
              .bind("done", deletedDone)
              .bind("refused", deletedRefused)
              .bind("id", id)
              .execute();
          speakFor(handle, id, owner, now(handle));
          endIfDone(handle, id);
        });
  }

  /// How many of them were still there: what two processes dealt with counts once.
  private static int delete(Handle handle, long id, List<JobKey> keys) {
    if (keys.isEmpty()) {
      return 0;
    }
    var batch =
        handle.prepareBatch("DELETE FROM atelier_bulk_job WHERE bulk_id = :id AND job_key = :key");
    keys.forEach(key -> batch.bind("id", id).bind("key", key.text()).add());
    int deleted = 0;
    for (int count : batch.execute()) {
      deleted += count;
    }
    return deleted;
  }

  private void endIfDone(Handle handle, long id) {
    handle
        .createUpdate(
            """
            UPDATE atelier_bulk SET ended = :now
            WHERE id = :id AND ended IS NULL
              AND NOT EXISTS (SELECT 1 FROM atelier_bulk_job WHERE bulk_id = :id)
            """)
        .bind("now", now(handle))
        .bind("id", id)
        .execute();
  }

  @Override
  public boolean stop(long id) {
    return database.write(
        "stop an action on many jobs",
        handle -> {
          int stopped =
              handle
                  .createUpdate(
                      "UPDATE atelier_bulk SET ended = :now WHERE id = :id AND ended IS NULL")
                  .bind("now", now(handle))
                  .bind("id", id)
                  .execute();
          handle
              .createUpdate("DELETE FROM atelier_bulk_job WHERE bulk_id = :id")
              .bind("id", id)
              .execute();
          return stopped > 0;
        });
  }

  @Override
  public List<Bulk> list(int limit) {
    return database.read(
        "list actions on many jobs",
        handle ->
            handle
                .createQuery(SELECT + "ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, _) -> bulk(row))
                .list());
  }

  private static Optional<Bulk> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> bulk(row))
        .findFirst();
  }

  private static Bulk bulk(ResultSet row) throws SQLException {
    long ended = row.getLong("ended");
    Optional<Instant> end =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended));
    return new Bulk(
        row.getLong("id"),
        Action.ofColumn(row.getString("action")),
        row.getString("description"),
        row.getString("author"),
        Instant.ofEpochMilli(row.getLong("created")),
        end,
        row.getLong("total"),
        row.getLong("done"),
        row.getLong("refused"));
  }

  private long now(Handle handle) {
    return Dialect.of(handle).now(handle, clock.instant()).toEpochMilli();
  }
}
