package atelier.store;

import atelier.job.Cleaning;
import atelier.job.JobStoreException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Cleaning of `atelier_job`, `atelier_attempt` and `WorkerRunningJob`.
///
/// - Thread-safe.
final class JdbiCleaning implements Cleaning {
  private static final int BATCH = 1000;

  private final Database database;

  JdbiCleaning(Connections connections) {
    this.database = new Database(connections, JobStoreException::new);
  }

  private static final String OLD_JOBS =
      " FROM atelier_job WHERE state IN ('finished', 'failed', 'canceled') AND changed < :before";

  @Override
  public long jobs(Instant before, boolean dry) {
    if (dry) {
      return count(
          handle ->
              handle
                  .createQuery("SELECT COUNT(*)" + OLD_JOBS)
                  .bind("before", before.toEpochMilli())
                  .mapTo(Long.class)
                  .one());
    }
    return inBatches(
        handle -> {
          List<String> keys =
              handle
                  .createQuery("SELECT job_key" + OLD_JOBS + " LIMIT " + BATCH)
                  .bind("before", before.toEpochMilli())
                  .mapTo(String.class)
                  .list();
          for (String table :
              List.of("atelier_attempt", "atelier_cancel", "atelier_custody", "atelier_job")) {
            var batch = handle.prepareBatch("DELETE FROM " + table + " WHERE job_key = :key");
            keys.forEach(key -> batch.bind("key", key).add());
            if (!keys.isEmpty()) {
              batch.execute();
            }
          }
          return keys.size();
        });
  }

  private static final String OLD_ROWS =
      """
       FROM WorkerRunningJob WHERE published < :before AND id NOT IN
         (SELECT legacy_row FROM atelier_job WHERE state = 'running' AND legacy_row IS NOT NULL)
      """;

  @Override
  public long legacyRows(Instant before, boolean dry) {
    if (dry) {
      return count(
          handle ->
              handle
                  .createQuery("SELECT COUNT(*)" + OLD_ROWS)
                  .bind("before", Dialect.of(handle).datetime(before))
                  .mapTo(Long.class)
                  .one());
    }
    return inBatches(
        handle -> {
          List<Long> ids =
              handle
                  .createQuery("SELECT id" + OLD_ROWS + " ORDER BY id LIMIT " + BATCH)
                  .bind("before", Dialect.of(handle).datetime(before))
                  .mapTo(Long.class)
                  .list();
          var batch = handle.prepareBatch("DELETE FROM WorkerRunningJob WHERE id = :id");
          ids.forEach(id -> batch.bind("id", id).add());
          if (!ids.isEmpty()) {
            batch.execute();
          }
          return ids.size();
        });
  }

  private long count(Function<Handle, Long> query) {
    return database.read("count what is old", query::apply);
  }

  private long inBatches(Function<Handle, Integer> deletion) {
    long all = 0;
    int deleted;
    do {
      deleted = database.write("throw away what is old", deletion::apply);
      all += deleted;
    } while (deleted == BATCH);
    return all;
  }
}
