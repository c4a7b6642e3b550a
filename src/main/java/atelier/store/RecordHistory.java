package atelier.store;

import atelier.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What happened to a databox's records: the tables `log` and `log_docs`.
///
/// - Shape: `log` gets one row for this process, made when first needed.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, logs.
final class RecordHistory {
  private static final int LONGEST_SITE = 64;

  private final Database database;
  private final String site;

  // 0 = not made yet. Two threads may both make one; the rows differ in nothing.
  private final AtomicInteger logRow = new AtomicInteger();

  RecordHistory(Database database, String site) {
    this.database = database;
    this.site = site;
  }

  /// The process's row in `log`; made in a transaction of its own, so ask outside of one.
  int logRow(Instant now) {
    int known = logRow.get();
    if (known != 0) {
      return known;
    }
    int made =
        database.write(
            "begin the log",
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO log (date, site, nav, version, os, res, ip, user_agent, appli)
                        VALUES (:now, :site, 'unknown', 'unknown', 'unknown', '', '', '', 'a:0:{}')
                        """)
                    .bind("now", Dialect.of(handle).datetime(now))
                    .bind("site", RecordRows.cut(site, LONGEST_SITE))
                    .executeAndReturnGeneratedKeys()
                    .mapTo(Integer.class)
                    .one());
    logRow.compareAndSet(0, made);
    return logRow.get();
  }

  static void added(Handle handle, int log, int record, int collection, Instant now) {
    insert(handle, log, new Key(record, "add", Integer.toString(collection), now), "", collection);
  }

  /// What finds an entry again.
  record Key(int record, String action, String last, Instant date) {}

  /// Writes how work goes: the entry with this key is changed, or made.
  static void work(Handle handle, int log, Key key, @Nullable Instant ended, String status) {
    var dialect = Dialect.of(handle);
    var comment = new LinkedHashMap<String, Object>();
    comment.put("finished", ended == null ? "" : dialect.datetime(ended));
    comment.put(
        "duration",
        ended == null ? "" : Math.max(0, Duration.between(key.date(), ended).toSeconds()));
    comment.put("status", status);
    comment.put("subdefName", key.last());
    int changed =
        handle
            .createUpdate(
                """
                UPDATE log_docs SET comment = :comment
                WHERE date = :date AND record_id = :record AND action = :action AND `final` = :last
                """)
            .bind("comment", Json.write(comment))
            .bind("date", dialect.datetime(key.date()))
            .bind("record", key.record())
            .bind("action", key.action())
            .bind("last", key.last())
            .execute();
    if (changed == 0) {
      insert(
          handle, log, key, Json.write(comment), collectionOf(handle, key.record()).orElse(null));
    }
  }

  private static void insert(
      Handle handle, int log, Key key, String comment, @Nullable Integer collection) {
    handle
        .createUpdate(
            """
            INSERT INTO log_docs (log_id, date, record_id, action, `final`, comment, coll_id)
            VALUES (:log, :date, :record, :action, :last, :comment, :collection)
            """)
        .bind("log", log)
        .bind("date", Dialect.of(handle).datetime(key.date()))
        .bind("record", key.record())
        .bind("action", key.action())
        .bind("last", key.last())
        .bind("comment", comment)
        .bind("collection", collection)
        .execute();
  }

  private static Optional<Integer> collectionOf(Handle handle, int record) {
    return handle
        .createQuery("SELECT coll_id FROM record WHERE record_id = :record")
        .bind("record", record)
        .mapTo(Integer.class)
        .findOne();
  }
}
