package atelier.store;

import atelier.OutsideException;
import atelier.job.JobRow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The mutex of a record, by which PHP's workers and ours take turns to look for running rows: a
/// row of `WorkerRunningJob` that only one can insert.
///
/// - Units: the row's age by the server's clock; one older than 60 s is nobody's any more.
/// - One thread only. Who took it must close it.
/// - Source: `docs/phraseanet.md`, job rows and record lock.
final class RecordMutex implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RecordMutex.class);
  private static final int TRIES = 3;
  private static final Duration PAUSE_STEP = Duration.ofMillis(10);
  private static final int LEAST_STEPS = 10;
  private static final int MOST_STEPS = 50;

  private final Database database;
  private final Optional<Long> row;

  private RecordMutex(Database database, Optional<Long> row) {
    this.database = database;
    this.row = row;
  }

  /// Tries to take the mutex of a record's lock.
  static RecordMutex take(Database database, JobRow lock) {
    for (int tried = 1; ; tried++) {
      var row = database.write("take a record's mutex", handle -> insert(handle, lock));
      if (row.isPresent() || tried == TRIES) {
        return new RecordMutex(database, row);
      }
      pause(database.failure());
    }
  }

  /// False when others held it all the time.
  boolean isHeld() {
    return row.isPresent();
  }

  private static Optional<Long> insert(Handle handle, JobRow lock) {
    handle
        .createUpdate(
            """
            DELETE FROM WorkerRunningJob
            WHERE databox_id = :databox AND record_id = :record AND flock = '_mutex_'
              AND published < NOW() - INTERVAL 60 SECOND
            """)
        .bind("databox", lock.databoxId())
        .bind("record", lock.recordId())
        .execute();
    // INSERT IGNORE would also swallow what is really wrong, and a failed insert ends a
    // transaction.
    boolean held =
        handle
                .createQuery(
                    """
                    SELECT COUNT(*) FROM WorkerRunningJob
                    WHERE databox_id = :databox AND record_id = :record AND flock = '_mutex_'
                    """)
                .bind("databox", lock.databoxId())
                .bind("record", lock.recordId())
                .mapTo(Integer.class)
                .one()
            > 0;
    if (held) {
      return Optional.empty();
    }
    return Optional.of(
        handle
            .createUpdate(
                """
                INSERT INTO WorkerRunningJob (databox_id, record_id, flock, created, published, status)
                VALUES (:databox, :record, '_mutex_', NOW(), NOW(), '_')
                """)
            .bind("databox", lock.databoxId())
            .bind("record", lock.recordId())
            .executeAndReturnGeneratedKeys()
            .mapTo(Long.class)
            .one());
  }

  private static void pause(Database.Failure failure) {
    int steps = ThreadLocalRandom.current().nextInt(LEAST_STEPS, MOST_STEPS + 1);
    try {
      Thread.sleep(PAUSE_STEP.multipliedBy(steps));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure.of("interrupted while another holds a record's mutex", e);
    }
  }

  /// Gives the mutex back; when that fails it lapses after a minute, and nothing else is wrong.
  @Override
  public void close() {
    try {
      row.ifPresent(id -> database.change("give a record's mutex back", h -> delete(h, id)));
    } catch (OutsideException e) {
      log.warn("a record's mutex could not be given back and lapses within a minute", e);
    }
  }

  private static void delete(Handle handle, long id) {
    handle
        .createUpdate("DELETE FROM WorkerRunningJob WHERE id = :id AND flock = '_mutex_'")
        .bind("id", id)
        .execute();
  }
}
