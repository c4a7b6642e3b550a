package atelier.store;

import atelier.job.JobRow;
import atelier.job.JobStore.Begin;
import atelier.job.Outcome;
import atelier.queue.QueueType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of `WorkerRunningJob`: what the PHP side sees of our jobs, and the lock on a record's
/// files.
///
/// - Shape: each method belongs into the transaction of its caller. Every transaction that writes
///   excludes the others, so that the reference's mutex rows are not needed here.
/// - Source: `docs/phraseanet.md`, job rows and record lock.
final class LegacyJobRows {
  private static final int LONGEST_INFO = 255;
  private static final int LONGEST_WORK_ON = 64;

  private LegacyJobRows() {}

  /// A row that runs: its number and the moment it was made.
  record Running(long id, Instant created) {}

  /// Who holds the lock that a job needs; nobody, or a text for people.
  static Optional<String> holder(Handle handle, QueueType type, JobRow row) {
    // Making a sub-definition needs its own name and the document; writing into a file needs that
    // file, and into the document that nothing is being made from it.
    String condition =
        type == QueueType.SUBDEF_CREATION
            ? "(w.work_on = 'document' OR w.work_on = :workOn)"
            : "(w.work_on = :workOn OR (:workOn = 'document' AND w.work = 'subdefCreation'))";
    return handle
        .createQuery(
            """
            SELECT w.id, w.work, w.work_on, j.owner
            FROM WorkerRunningJob w
            LEFT JOIN atelier_job j ON j.legacy_row = w.id AND j.state = 'running'
            WHERE w.status = 'running' AND w.databox_id = :databox AND w.record_id = :record
              AND w.work IN ('writeMetadatas', 'subdefCreation') AND
            """
                + condition
                + " ORDER BY w.id LIMIT 1")
        .bind("databox", row.databoxId())
        .bind("record", row.recordId())
        .bind("workOn", row.workOn())
        .map(
            (found, _) -> {
              String owner = found.getString("owner");
              return found.getString("work")
                  + " of "
                  + found.getString("work_on")
                  + ", job row "
                  + found.getLong("id")
                  + (owner == null ? "" : ", in process " + owner);
            })
        .findOne();
  }

  /// Sets the job's row running: the one the ledger keeps, else the one the message names, else a
  /// new one.
  static Running run(Handle handle, Begin wish, JobRow row, Optional<Long> kept) {
    return kept.flatMap(id -> resume(handle, wish, row, id))
        .or(() -> wish.legacyRow().flatMap(id -> resume(handle, wish, row, id)))
        .orElseGet(() -> insert(handle, wish, row));
  }

  private static Optional<Running> resume(Handle handle, Begin wish, JobRow row, long id) {
    // A row that locks must be this file's: set running it would lock what the job does not touch.
    int changed =
        handle
            .createUpdate(
                """
                UPDATE WorkerRunningJob SET status = 'running', info = :info, finished = NULL
                WHERE id = :id AND work = :work
                  AND (:locks = 0 OR (COALESCE(databox_id, -1) = COALESCE(:databox, -1)
                                      AND COALESCE(record_id, -1) = COALESCE(:record, -1)
                                      AND COALESCE(work_on, '') = COALESCE(:workOn, '')))
                """)
            .bind("info", attempt(wish.attempt()))
            .bind("id", id)
            .bind("work", wish.type().queueName())
            .bind("locks", row.locks())
            .bind("databox", row.databoxId())
            .bind("record", row.recordId())
            .bind("workOn", workOn(handle, row))
            .execute();
    if (changed == 0) {
      return Optional.empty();
    }
    return handle
        .createQuery(
            "SELECT %s FROM WorkerRunningJob WHERE id = :id"
                .formatted(Dialect.of(handle).epochSeconds("created")))
        .bind("id", id)
        .mapTo(Long.class)
        .findOne()
        .map(created -> new Running(id, Instant.ofEpochSecond(created)));
  }

  private static Running insert(Handle handle, Begin wish, JobRow row) {
    var dialect = Dialect.of(handle);
    Instant created = dialect.now(handle, wish.now()).truncatedTo(ChronoUnit.SECONDS);
    long id =
        handle
            .createUpdate(
                """
                INSERT INTO WorkerRunningJob (databox_id, record_id, work, work_on, payload, created,
                  published, status)
                VALUES (:databox, :record, :work, :workOn, :payload, :created, :published, 'running')
                """)
            .bind("databox", row.databoxId())
            .bind("record", row.recordId())
            .bind("work", wish.type().queueName())
            .bind("workOn", workOn(handle, row))
            .bind("payload", dialect.fit(wish.envelopeJson()))
            .bind("created", dialect.datetime(created))
            .bind("published", dialect.datetime(wish.published()))
            .executeAndReturnGeneratedKeys()
            .mapTo(Long.class)
            .one();
    return new Running(id, created);
  }

  /// Writes how an execution ended; the row no longer runs then, so that it holds no lock.
  static void end(Handle handle, long id, Outcome outcome, int attempt, Instant now) {
    String status =
        switch (outcome) {
          case Outcome.Done _ -> "finished";
          case Outcome.TryAgain _, Outcome.GivenUp _, Outcome.Busy _, Outcome.Interrupted _ ->
              "error";
          case Outcome.Canceled _ -> "canceled";
        };
    String info =
        switch (outcome) {
          case Outcome.Done done -> done.info();
          case Outcome.TryAgain _ -> attempt(attempt);
          case Outcome.GivenUp givenUp -> givenUp.reason();
          case Outcome.Canceled canceled -> canceled.text();
          case Outcome.Busy busy -> "busy: " + busy.reason();
          case Outcome.Interrupted interrupted -> "interrupted: " + interrupted.why();
        };
    var dialect = Dialect.of(handle);
    handle
        .createUpdate(
            """
            UPDATE WorkerRunningJob
            SET status = :status, info = COALESCE(:info, info), finished = :finished, flock = NULL
            WHERE id = :id
            """)
        .bind("status", status)
        .bind("info", info.isEmpty() ? null : RecordRows.cut(dialect.fit(info), LONGEST_INFO))
        .bind("finished", dialect.datetime(dialect.now(handle, now)))
        .bind("id", id)
        .execute();
  }

  private static @Nullable String workOn(Handle handle, JobRow row) {
    return row.workOn() == null
        ? null
        : RecordRows.cut(Dialect.of(handle).fit(row.workOn()), LONGEST_WORK_ON);
  }

  private static String attempt(int attempt) {
    return "attempt " + attempt;
  }
}
