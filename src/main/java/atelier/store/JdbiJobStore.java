package atelier.store;

import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobRow;
import atelier.job.JobState;
import atelier.job.JobStore;
import atelier.job.JobStoreException;
import atelier.job.Outcome;
import atelier.job.ProcessIdentity;
import atelier.queue.QueueType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The ledger in the tables `atelier_job`, `atelier_attempt` and `atelier_process`.
///
/// - Thread-safe.
final class JdbiJobStore implements JobStore {
  private static final int LONGEST_OUTPUT = 8 * 1024;
  private static final int LONGEST_REASON = 4096;
  private static final int LONGEST_WORK_ON = 255;
  private static final int WHOLE = 1000;

  private final Database database;
  private final Dialect dialect;
  private final Clock clock;
  private final UnsureCommits unsure = new UnsureCommits();

  JdbiJobStore(Connections connections, Clock clock) {
    this.dialect = connections.dialect();
    this.database = new Database(connections, JobStoreException::new);
    this.clock = clock;
  }

  /// A job's line as far as [#begin(Begin, OwnerCheck)] has to know it.
  private record Line(
      int attempt, JobState state, String owner, long run, Optional<Long> legacyRow) {}

  @Override
  public Start begin(Begin wish, OwnerCheck dead) {
    Start start = begin(wish, Optional.empty());
    // Asked outside the transaction, as the check may look at heartbeats, processes, anything; and
    // only now, as most jobs have no owner.
    return start instanceof Start.Held(String owner) && dead.isDead(owner)
        ? begin(wish, Optional.of(owner))
        : start;
  }

  private Start begin(Begin wish, Optional<String> deadOwner) {
    var lock = wish.row().filter(JobRow::locks).filter(_ -> dialect.hasForeignWriters());
    if (lock.isEmpty()) {
      return begin(wish, deadOwner, Optional.empty());
    }
    try (var mutex = RecordMutex.take(database, lock.get())) {
      return begin(
          wish,
          deadOwner,
          mutex.isHeld() ? Optional.empty() : Optional.of("the mutex of the record"));
    }
  }

  /// - Shape: `obstacle` = what stands against the record lock before anybody has looked.
  private Start begin(Begin wish, Optional<String> deadOwner, Optional<String> obstacle) {
    var made = new AtomicReference<Optional<Job>>(Optional.empty());
    Start start =
        database.writeTogether(
            "begin job " + wish.key(),
            handle -> {
              var line = line(handle, wish.key(), dialect.forUpdate());
              var refusal = line.flatMap(each -> refusal(each, wish, deadOwner));
              if (refusal.isPresent()) {
                return refusal.get();
              }
              line.filter(each -> each.state() == JobState.RUNNING)
                  .ifPresent(each -> interrupt(handle, each, wish.now()));
              var holder = obstacle.or(() -> holder(handle, wish));
              if (holder.isPresent()) {
                return busy(handle, wish, line.isPresent(), holder.get());
              }
              Job job = start(handle, wish, line);
              made.set(Optional.of(job));
              return new Start.Started(job);
            },
            unsure.ofBegin(made::get));
    return start instanceof Start.Held held ? ours(wish).orElse(held) : start;
  }

  /// The execution that we began ourselves without knowing it, if that is what holds the job.
  private Optional<Start> ours(Begin wish) {
    return unsure
        .begun(wish.key())
        .filter(this::owns)
        .filter(unsure::takeBegun)
        .map(Start.Started::new);
  }

  private static Optional<String> holder(Handle handle, Begin wish) {
    return wish.row()
        .filter(JobRow::locks)
        .flatMap(row -> LegacyJobRows.holder(handle, wish.type(), row));
  }

  private static Start busy(Handle handle, Begin wish, boolean known, String holder) {
    save(handle, wish, known, Entry.waiting("busy: " + holder));
    return new Start.Busy(holder);
  }

  /// Why it may not start; the numbers are the rule's.
  private static Optional<Start> refusal(Line line, Begin wish, Optional<String> deadOwner) {
    if (line.attempt() > wish.attempt()) {
      return Optional.of(new Start.Stale("attempt " + line.attempt() + " exists")); // 4
    }
    if (line.state() == JobState.RUNNING) {
      return deadOwner.equals(Optional.of(line.owner()))
          ? Optional.empty() // 2
          : Optional.of(new Start.Held(line.owner())); // 3
    }
    if (line.attempt() == wish.attempt() && line.state() != JobState.WAITING) {
      return Optional.of(
          new Start.Stale("attempt " + line.attempt() + " is " + line.state().column())); // 4
    }
    return Optional.empty(); // 1
  }

  private static Job start(Handle handle, Begin wish, Optional<Line> line) {
    var row =
        wish.row()
            .map(each -> LegacyJobRows.run(handle, wish, each, line.flatMap(Line::legacyRow)));
    long run =
        LeanSql.insert(
            handle,
            """
            INSERT INTO atelier_attempt (job_key, attempt, owner, started, outcome, reason,
              error_class, tool, tool_output)
            VALUES (?, ?, ?, ?, 'running', '', '', '', '')
            """,
            wish.key().text(),
            wish.attempt(),
            wish.owner().text(),
            wish.now().toEpochMilli());
    var legacyRow = row.map(LegacyJobRows.Running::id);
    save(handle, wish, line.isPresent(), Entry.running(wish.owner(), run, legacyRow));
    return new Job(
        wish.key(),
        wish.type(),
        wish.attempt(),
        run,
        wish.payload(),
        legacyRow,
        wish.owner(),
        row.map(LegacyJobRows.Running::created).orElse(wish.now()));
  }

  /// - Shape: `lock` ends the query.
  private static Optional<Line> line(Handle handle, JobKey key, String lock) {
    return LeanSql.first(
        handle,
        """
        SELECT attempt, state, owner, run, legacy_row FROM atelier_job WHERE job_key = ?
        """
            + lock,
        row ->
            new Line(
                row.getInt(1),
                JobState.ofColumn(row.getString(2)),
                RecordRows.cut(row.getString(3), Integer.MAX_VALUE),
                row.getLong(4),
                optionalLong(row, "legacy_row")),
        key.text());
  }

  /// Ends the execution of a dead process.
  private static void interrupt(Handle handle, Line line, Instant now) {
    var outcome = new Outcome.Interrupted("the process " + line.owner() + " ended");
    closeRun(handle, line.run(), outcome, AttemptReport.NONE, now);
    line.legacyRow().ifPresent(id -> LegacyJobRows.end(handle, id, outcome, line.attempt(), now));
  }

  private static final String UPDATE =
      """
      UPDATE atelier_job SET queue = ?, body_hash = ?, envelope = ?, attempt = ?, state = ?,
        owner = ?, run = COALESCE(?, run), legacy_row = COALESCE(?, legacy_row),
        databox_id = ?, record_id = ?, work_on = ?, reason = ?, changed = ?
      WHERE job_key = ?
      """;

  private static final String INSERT =
      """
      INSERT INTO atelier_job (queue, body_hash, envelope, attempt, state, owner, run,
        legacy_row, databox_id, record_id, work_on, reason, changed, job_key, created)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /// What a job's line says of its state; `run` and `legacyRow` stay as they are when empty.
  private record Entry(
      JobState state,
      String reason,
      Optional<String> owner,
      Optional<Long> run,
      Optional<Long> legacyRow) {
    static Entry waiting(String reason) {
      return new Entry(
          JobState.WAITING, reason, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Entry running(ProcessIdentity owner, long run, Optional<Long> legacyRow) {
      return new Entry(
          JobState.RUNNING, "", Optional.of(owner.text()), Optional.of(run), legacyRow);
    }
  }

  private static void save(Handle handle, Begin wish, boolean known, Entry entry) {
    var row = wish.row();
    var values =
        new ArrayList<@Nullable Object>(
            Arrays.asList(
                wish.type().queueName(),
                wish.bodyHash(),
                wish.envelopeJson(),
                wish.attempt(),
                entry.state().column(),
                entry.owner().orElse(null),
                entry.run().orElse(null),
                entry.legacyRow().orElse(null),
                row.map(JobRow::databoxId).orElse(null),
                row.map(JobRow::recordId).orElse(null),
                RecordRows.cut(row.map(JobRow::workOn).orElse(""), LONGEST_WORK_ON),
                RecordRows.cut(entry.reason(), LONGEST_REASON),
                wish.now().toEpochMilli(),
                wish.key().text()));
    if (!known) {
      values.add(wish.now().toEpochMilli());
    }
    LeanSql.change(handle, known ? UPDATE : INSERT, values.toArray());
  }

  @Override
  public void end(Job job, Outcome outcome, JobState state, AttemptReport report, Instant now) {
    database.<Boolean>writeTogether(
        "end job " + job.key(),
        handle -> {
          if (!isEnded(handle, job, outcome, state, now)) {
            if (unsure.endedSo(job, outcome) && isClosed(handle, job.run(), outcome)) {
              return true;
            }
            throw new IllegalStateException(
                "attempt " + job.attempt() + " of job " + job.key() + " is no longer ours");
          }
          closeRun(handle, job.run(), outcome, report, now);
          job.legacyRow()
              .ifPresent(id -> LegacyJobRows.end(handle, id, outcome, job.attempt(), now));
          return true;
        },
        unsure.ofEnd(job, outcome));
    unsure.forgetEnd(job);
  }

  @Override
  public void refuse(JobKey key, String reason, Instant now) {
    database.<Boolean>write(
        "refuse job " + key,
        handle -> {
          waitingRow(handle, key)
              .ifPresent(
                  waiting -> {
                    endWaiting(handle, key, reason, now);
                    waiting
                        .legacyRow()
                        .ifPresent(
                            id ->
                                LegacyJobRows.end(
                                    handle,
                                    id,
                                    new Outcome.GivenUp(reason),
                                    waiting.attempt(),
                                    now));
                  });
          return true;
        });
  }

  /// What the ledger has of a job that waits.
  private record Waiting(int attempt, Optional<Long> legacyRow) {}

  private static Optional<Waiting> waitingRow(Handle handle, JobKey key) {
    return handle
        .createQuery(
            """
            SELECT attempt, legacy_row FROM atelier_job
            WHERE job_key = :key AND state = 'waiting'
            """
                + Dialect.of(handle).forUpdate())
        .bind("key", key.text())
        .map((row, _) -> new Waiting(row.getInt("attempt"), optionalLong(row, "legacy_row")))
        .findOne();
  }

  private static void endWaiting(Handle handle, JobKey key, String reason, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE atelier_job SET state = 'failed', reason = :reason, changed = :now
            WHERE job_key = :key
            """)
        .bind("reason", RecordRows.cut(reason, LONGEST_REASON))
        .bind("now", now.toEpochMilli())
        .bind("key", key.text())
        .execute();
  }

  /// Ends the job's line, unless another runs it.
  private static boolean isEnded(
      Handle handle, Job job, Outcome outcome, JobState state, Instant now) {
    return LeanSql.change(
            handle,
            """
            UPDATE atelier_job
            SET state = ?, attempt = ?, owner = NULL, reason = ?, changed = ?
            WHERE job_key = ? AND state = 'running' AND run = ? AND owner = ?
            """,
            state.column(),
            expected(job, outcome, state),
            RecordRows.cut(outcome.text(), LONGEST_REASON),
            now.toEpochMilli(),
            job.key().text(),
            job.run(),
            job.owner().text())
        == 1;
  }

  private static boolean isClosed(Handle handle, long run, Outcome outcome) {
    return handle
            .createQuery(
                """
                SELECT COUNT(*) FROM atelier_attempt
                WHERE run = :run AND outcome = :outcome AND ended IS NOT NULL
                """)
            .bind("run", run)
            .bind("outcome", word(outcome))
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /// The attempt that the ledger expects once this one has ended.
  private static int expected(Job job, Outcome outcome, JobState state) {
    boolean same = outcome instanceof Outcome.Busy || outcome instanceof Outcome.Interrupted;
    return state == JobState.WAITING && !same ? job.attempt() + 1 : job.attempt();
  }

  private static void closeRun(
      Handle handle, long run, Outcome outcome, AttemptReport report, Instant now) {
    LeanSql.change(
        handle,
        """
        UPDATE atelier_attempt
        SET outcome = ?, reason = ?, error_class = ?, tool = ?, tool_output = ?, ended = ?
        WHERE run = ?
        """,
        word(outcome),
        RecordRows.cut(outcome.text(), LONGEST_REASON),
        report.errorClass(),
        report.tool(),
        tail(report.toolOutput()),
        now.toEpochMilli(),
        run);
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "done";
      case Outcome.TryAgain _ -> "try again";
      case Outcome.Busy _ -> "busy";
      case Outcome.GivenUp _ -> "given up";
      case Outcome.Canceled _ -> "canceled";
      case Outcome.Interrupted _ -> "interrupted";
    };
  }

  private static String tail(String output) {
    return output.substring(Math.max(0, output.length() - LONGEST_OUTPUT));
  }

  @Override
  public boolean owns(Job job) {
    return database.read(
        "look who runs job " + job.key(),
        handle ->
            handle
                    .createQuery(
                        """
                        SELECT COUNT(*) FROM atelier_job j
                        LEFT JOIN WorkerRunningJob w ON w.id = j.legacy_row
                        WHERE j.job_key = :key AND j.state = 'running' AND j.run = :run
                          AND j.owner = :owner AND COALESCE(w.status, '') <> 'canceled'
                        """)
                    .bind("key", job.key().text())
                    .bind("run", job.run())
                    .bind("owner", job.owner().text())
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  @Override
  public void tell(Job job, double fraction, Instant now) {
    database.change(
        "note how far job " + job.key() + " is",
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE atelier_attempt SET progress = :progress, progressed = :now
                    WHERE run = :run AND ended IS NULL
                    """)
                .bind("progress", Math.round(fraction * WHOLE))
                .bind("now", now.toEpochMilli())
                .bind("run", job.run())
                .execute());
  }

  private static final String COLUMNS =
      """
      SELECT j.job_key, j.queue, j.state, j.attempt, j.databox_id, j.record_id, j.work_on, j.reason,
             j.created, j.changed, j.envelope, a.started, a.ended, a.progress, a.progressed
      """;

  private static final String EXECUTION = " j LEFT JOIN atelier_attempt a ON a.run = j.run ";

  @Override
  public List<JobLine> list(JobFilter filter, int offset, int limit) {
    return database.read(
        "list jobs",
        handle -> {
          var conditions = new JobConditions(filter);
          var query =
              handle
                  .createQuery(
                      // First the few lines, by the index alone; then what else is shown of them.
                      COLUMNS
                          + "FROM (SELECT * FROM atelier_job j"
                          + conditions.where()
                          + " ORDER BY j.changed DESC LIMIT :limit OFFSET :offset)"
                          + EXECUTION
                          + "ORDER BY j.changed DESC, j.created DESC, j.job_key")
                  .bind("limit", limit)
                  .bind("offset", offset);
          return conditions.bind(query).map((row, _) -> jobLine(row)).list();
        });
  }

  @Override
  public long count(JobFilter filter, int most) {
    return database.read(
        "count jobs",
        handle -> {
          var conditions = new JobConditions(filter);
          var query =
              handle
                  .createQuery(
                      "SELECT COUNT(*) FROM (SELECT 1 FROM atelier_job j"
                          + conditions.where()
                          + " LIMIT :most) some")
                  .bind("most", most);
          return conditions.bind(query).mapTo(Long.class).one();
        });
  }

  @Override
  public Optional<JobLine> find(JobKey key) {
    return database.read(
        "find job " + key,
        handle ->
            handle
                .createQuery(COLUMNS + "FROM atelier_job" + EXECUTION + "WHERE j.job_key = :key")
                .bind("key", key.text())
                .map((row, _) -> jobLine(row))
                .findOne());
  }

  private JobLine jobLine(ResultSet row) throws SQLException {
    var started = optionalLong(row, "started");
    var ended = optionalLong(row, "ended").or(() -> Optional.of(clock.millis()));
    String queue = row.getString("queue");
    return new JobLine(
        new JobKey(row.getString("job_key")),
        QueueType.ofName(queue)
            .orElseThrow(() -> new IllegalStateException("a job of an unknown queue: " + queue)),
        JobState.ofColumn(row.getString("state")),
        row.getInt("attempt"),
        optionalLong(row, "databox_id").map(Long::intValue),
        optionalLong(row, "record_id").map(Long::intValue),
        row.getString("work_on"),
        row.getString("reason"),
        Instant.ofEpochMilli(row.getLong("created")),
        Instant.ofEpochMilli(row.getLong("changed")),
        started
            .map(from -> Duration.ofMillis(Math.max(0, ended.orElse(from) - from)))
            .orElse(Duration.ZERO),
        row.getString("envelope"),
        progress(row));
  }

  private Optional<Progress> progress(ResultSet row) throws SQLException {
    var progress = optionalLong(row, "progress");
    if (progress.isEmpty() || !row.getString("state").equals(JobState.RUNNING.column())) {
      return Optional.empty();
    }
    return Optional.of(
        Progress.of(
            progress.get() / (double) WHOLE,
            Instant.ofEpochMilli(row.getLong("started")),
            Instant.ofEpochMilli(row.getLong("progressed")),
            clock.instant()));
  }

  @Override
  public List<AttemptLine> attempts(JobKey key) {
    return database.read(
        "list the executions of job " + key,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT attempt, outcome, reason, error_class, tool, tool_output, owner, started,
                           ended
                    FROM atelier_attempt WHERE job_key = :key ORDER BY run
                    """)
                .bind("key", key.text())
                .map(
                    (row, _) ->
                        new AttemptLine(
                            row.getInt("attempt"),
                            row.getString("outcome"),
                            row.getString("reason"),
                            row.getString("error_class"),
                            row.getString("tool"),
                            row.getString("tool_output"),
                            row.getString("owner"),
                            Instant.ofEpochMilli(row.getLong("started")),
                            optionalLong(row, "ended").map(Instant::ofEpochMilli)))
                .list());
  }

  @Override
  public JobCounts counts() {
    return database.read(
        "count jobs",
        handle -> {
          var counts = new EnumMap<JobState, Long>(JobState.class);
          handle
              .createQuery("SELECT state, COUNT(*) AS jobs FROM atelier_job GROUP BY state")
              .map(
                  (row, _) ->
                      Map.entry(JobState.ofColumn(row.getString("state")), row.getLong("jobs")))
              .forEach(each -> counts.put(each.getKey(), each.getValue()));
          return new JobCounts(
              counts.getOrDefault(JobState.RUNNING, 0L),
              counts.getOrDefault(JobState.WAITING, 0L),
              counts.getOrDefault(JobState.FINISHED, 0L),
              counts.getOrDefault(JobState.FAILED, 0L),
              counts.getOrDefault(JobState.CANCELED, 0L));
        });
  }

  @Override
  public void heartbeat(ProcessIdentity process) {
    database.change(
        "tell that this process lives",
        handle -> {
          long now = Dialect.of(handle).now(handle, clock.instant()).toEpochMilli();
          int changed =
              handle
                  .createUpdate("UPDATE atelier_process SET heard = :now WHERE owner = :owner")
                  .bind("now", now)
                  .bind("owner", process.text())
                  .execute();
          if (changed == 0) {
            handle
                .createUpdate(
                    """
                    INSERT INTO atelier_process (owner, host, pid, since, heard)
                    VALUES (:owner, :host, :pid, :now, :now)
                    """)
                .bind("owner", process.text())
                .bind("host", process.host())
                .bind("pid", process.pid())
                .bind("now", now)
                .execute();
          }
        });
  }

  @Override
  public Optional<Duration> silence(String processText) {
    return database.read(
        "look when a process was last heard of",
        handle ->
            handle
                .createQuery("SELECT heard FROM atelier_process WHERE owner = :owner")
                .bind("owner", processText)
                .mapTo(Long.class)
                .findOne()
                .map(heard -> silence(handle, Instant.ofEpochMilli(heard))));
  }

  private Duration silence(Handle handle, Instant heard) {
    var dialect = Dialect.of(handle);
    var silence = Duration.between(heard, dialect.now(handle, clock.instant()));
    return dialect.uptime(handle).filter(uptime -> uptime.compareTo(silence) < 0).orElse(silence);
  }

  @Override
  public void leave(ProcessIdentity process) {
    database.change(
        "take this process's line away",
        handle ->
            handle
                .createUpdate("DELETE FROM atelier_process WHERE owner = :owner")
                .bind("owner", process.text())
                .execute());
  }

  private static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
