package atelier.job;

import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The ledger: every job, its executions, and the processes that run them.
///
/// - Errors: every method throws [JobStoreException] when the database cannot be reached; nothing
///   changed then, or the change is whole.
/// - Thread-safe.
/// - Source: `docs/decisions/0006-ledger-and-attempts.md`; the legacy rows: `docs/phraseanet.md`,
///   job rows.
public interface JobStore {
  /// Starts an execution, if it may start, in one transaction: ledger, history, legacy row, record
  /// lock.
  ///
  /// The rule, by the job's line in the ledger:
  /// 1. none, or a smaller attempt that does not run, or the same attempt waiting →
  ///    [Start.Started];
  /// 2. the same or a smaller attempt running, its owner dead (`dead`) → the old execution is noted
  ///    as interrupted, then as 1;
  /// 3. the same or a smaller attempt running, its owner alive → [Start.Held];
  /// 4. anything else, that is a greater attempt, or the same one ended → [Start.Stale];
  /// 5. the row locks, and a running row stands against it → [Start.Busy], and the attempt waits.
  Start begin(Begin wish, OwnerCheck dead);

  /// Ends the execution that `job` started: ledger, history and legacy row, in one transaction.
  ///
  /// What the ledger expects from then on:
  /// 1. [Outcome.Busy] or [Outcome.Interrupted], and [JobState#WAITING] → this attempt again;
  /// 2. any other outcome and [JobState#WAITING], that is another try or the next lap of a loop →
  ///    the next attempt, so that this one, delivered once more, is [Start.Stale];
  /// 3. any other state → nothing: this attempt is [Start.Stale], a greater one may start.
  ///
  /// - Errors: [IllegalStateException] when this process no longer owns the execution; nothing
  ///   changed then.
  void end(Job job, Outcome outcome, JobState state, AttemptReport report, Instant now);

  /// Ends a job that waits, as nobody will run it: its message was refused. Changes nothing when it
  /// does not wait, or is not known.
  void refuse(JobKey key, String reason, Instant now);

  /// True while this process owns this execution, and no other program has set its row in
  /// `WorkerRunningJob` to `canceled`.
  boolean owns(Job job);

  /// Notes how far an execution is; nothing happens when it has ended.
  ///
  /// - Units: `fraction` 0 to 1.
  void tell(Job job, double fraction, Instant now);

  /// Jobs, the one last changed first.
  default List<JobLine> list(JobFilter filter, int limit) {
    return list(filter, 0, limit);
  }

  /// Jobs, the one last changed first, without the first `offset` of them.
  List<JobLine> list(JobFilter filter, int offset, int limit);

  /// How many jobs a list would show in all, but never more than `most`.
  long count(JobFilter filter, int most);

  /// One job with its executions, the first one first.
  Optional<JobLine> find(JobKey key);

  List<AttemptLine> attempts(JobKey key);

  /// How many jobs are in each state.
  JobCounts counts();

  /// Tells that this process lives, now by the clock that all processes share; makes its line when
  /// there is none.
  void heartbeat(ProcessIdentity process);

  /// For how long the process has not been heard of although it could have been; empty when it has
  /// no line.
  ///
  /// - Units: by the clock that all processes share; while the database was away nobody could be
  ///   heard of, so that time does not count.
  Optional<Duration> silence(String processText);

  /// Takes this process's line away.
  void leave(ProcessIdentity process);

  /// What an execution needs to start.
  ///
  /// - Shape: `payload` is the one of `envelopeJson`; `legacyRow` as far as the message knows it
  ///   (`workerJobId`); `row` empty = the type has none.
  record Begin(
      JobKey key,
      QueueType type,
      String bodyHash,
      String envelopeJson,
      Payload payload,
      int attempt,
      Optional<JobRow> row,
      Optional<Long> legacyRow,
      Instant published,
      ProcessIdentity owner,
      Instant now) {
    Begin withAttempt(int other) {
      return new Begin(
          key, type, bodyHash, envelopeJson, payload, other, row, legacyRow, published, owner, now);
    }
  }

  /// Decides whether the process that owns an execution is dead.
  @FunctionalInterface
  interface OwnerCheck {
    /// - Shape: `processText` is [ProcessIdentity#text()] of the owner.
    boolean isDead(String processText);
  }

  /// May it start?
  sealed interface Start {
    record Started(Job job) implements Start {}

    /// Another living process runs it: wait for that one.
    record Held(String processText) implements Start {}

    /// It ran already, or a later attempt exists: acknowledge, do nothing.
    record Stale(String why) implements Start {}

    /// A running job stands against the record lock.
    record Busy(String holder) implements Start {}
  }

  /// How an execution went, beside its outcome.
  ///
  /// - Shape: `errorClass` the exception's class name; `toolOutput` the last 8 KiB at most; all may
  ///   be empty.
  record AttemptReport(String errorClass, String tool, String toolOutput) {
    public static final AttemptReport NONE = new AttemptReport("", "", "");
  }

  /// Which jobs to list; an empty part does not restrict.
  ///
  /// - Shape: `text` is looked for in the message and in the reason; `since` = first seen at that
  ///   time or later.
  record JobFilter(
      Optional<QueueType> type,
      Set<JobState> states,
      Optional<Integer> databoxId,
      Optional<Integer> recordId,
      Optional<String> text,
      Optional<Instant> since) {
    public static final JobFilter ALL =
        new JobFilter(
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public JobFilter {
      states = Set.copyOf(states);
    }

    /// The jobs in one state.
    public static JobFilter in(JobState state) {
      return new JobFilter(
          Optional.empty(),
          Set.of(state),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /// The jobs of one record.
    public static JobFilter ofRecord(int databoxId, int recordId) {
      return new JobFilter(
          Optional.empty(),
          Set.of(),
          Optional.of(databoxId),
          Optional.of(recordId),
          Optional.empty(),
          Optional.empty());
    }
  }

  /// A job as a list shows it.
  ///
  /// - Shape: `attempt` is the one that runs or ran, or the one that is waited for; `progress` of
  ///   one that runs, as far as its worker tells.
  record JobLine(
      JobKey key,
      QueueType type,
      JobState state,
      int attempt,
      Optional<Integer> databoxId,
      Optional<Integer> recordId,
      String workOn,
      String reason,
      Instant created,
      Instant changed,
      Duration ran,
      String envelopeJson,
      Optional<Progress> progress) {
    /// One of whose progress nothing is known.
    public JobLine(
        JobKey key,
        QueueType type,
        JobState state,
        int attempt,
        Optional<Integer> databoxId,
        Optional<Integer> recordId,
        String workOn,
        String reason,
        Instant created,
        Instant changed,
        Duration ran,
        String envelopeJson) {
      this(
          key,
          type,
          state,
          attempt,
          databoxId,
          recordId,
          workOn,
          reason,
          created,
          changed,
          ran,
          envelopeJson,
          Optional.empty());
    }
  }

  /// How far a job is.
  ///
  /// - Units: `fraction` 0 to 1; `left` by its speed so far, empty before there is one.
  record Progress(double fraction, Optional<Duration> left) {
    /// - Shape: `told` is when the fraction was told.
    public static Progress of(double fraction, Instant started, Instant told, Instant now) {
      if (fraction <= 0 || told.isBefore(started)) {
        return new Progress(fraction, Optional.empty());
      }
      double worked = Duration.between(started, told).toMillis();
      Duration rest = Duration.ofMillis(Math.round(worked * (1 - fraction) / fraction));
      Duration left = rest.minus(Duration.between(told, now));
      return new Progress(fraction, Optional.of(left.isNegative() ? Duration.ZERO : left));
    }
  }

  /// One execution of a job.
  ///
  /// - Shape: `outcome` is `running`, `done`, `try again`, `busy`, `given up`, `canceled` or
  ///   `interrupted`.
  record AttemptLine(
      int attempt,
      String outcome,
      String reason,
      String errorClass,
      String tool,
      String toolOutput,
      String processText,
      Instant started,
      Optional<Instant> ended) {}

  /// Jobs by state.
  record JobCounts(long running, long waiting, long finished, long failed, long canceled) {}
}
