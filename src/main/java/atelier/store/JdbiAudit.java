package atelier.store;

import atelier.job.Audit;
import atelier.job.JobStoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// The audit in the table `atelier_audit`.
///
/// - Thread-safe.
final class JdbiAudit implements Audit {
  private static final int LONGEST = 255;
  private static final int LONGEST_DETAILS = 10_000;

  private final Database database;
  private final Clock clock;

  JdbiAudit(Connections connections, Clock clock) {
    this.database = new Database(connections, JobStoreException::new);
    this.clock = clock;
  }

  @Override
  public void note(String actor, String action, String target, String details) {
    database.change(
        "note what was done",
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO atelier_audit (happened, actor, action, target, details)
                    VALUES (:now, :actor, :action, :target, :details)
                    """)
                .bind("now", Dialect.of(handle).now(handle, clock.instant()).toEpochMilli())
                .bind("actor", RecordRows.cut(actor, LONGEST))
                .bind("action", action)
                .bind("target", RecordRows.cut(target, LONGEST))
                .bind("details", RecordRows.cut(details, LONGEST_DETAILS))
                .execute());
  }

  @Override
  public List<Entry> list(long before, int limit) {
    return database.read(
        "list what was done",
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, happened, actor, action, target, details FROM atelier_audit
                    WHERE id < :before ORDER BY id DESC LIMIT :limit
                    """)
                .bind("before", before)
                .bind("limit", limit)
                .map(
                    (row, _) ->
                        new Entry(
                            row.getLong("id"),
                            Instant.ofEpochMilli(row.getLong("happened")),
                            row.getString("actor"),
                            row.getString("action"),
                            row.getString("target"),
                            row.getString("details")))
                .list());
  }
}
