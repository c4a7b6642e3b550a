package atelier.job;

import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.QueueType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The ledger in memory, for tests; it can be away like a database.
///
/// - Guarded by its own monitor; the owner check is asked outside of it, for it may ask us.
public final class InMemoryJobStore implements JobStore {
  private static final int LONGEST_OUTPUT = 8 * 1024;

  private final Map<JobKey, Line> lines = new LinkedHashMap<>();
  private final Map<Long, Run> runs = new LinkedHashMap<>();
  private final Map<Long, Told> told = new HashMap<>();
  private final Map<String, Instant> processes = new HashMap<>();
  private final Clock clock;
  private boolean away;
  private int refusals;
  private int tellings;
  private long legacyRows;

  /// - Shape: `clock` is the one that all processes share.
  public InMemoryJobStore(Clock clock) {
    this.clock = clock;
  }

  /// The process whose execution this is; empty when it is none that runs.
  synchronized Optional<Line> running(JobKey key) {
    return known(key).filter(Line::runs);
  }

  synchronized List<Line> all() {
    return List.copyOf(lines.values());
  }

  @Override
  public synchronized void refuse(JobKey key, String reason, Instant now) {
    known(key)
        .filter(line -> line.state == JobState.WAITING)
        .ifPresent(line -> line.become(JobState.FAILED, reason, now));
  }

  /// A waiting job ends as canceled.
  synchronized void cancelWaiting(JobKey key, String by) {
    known(key).orElseThrow().become(JobState.CANCELED, "canceled by " + by, clock.instant());
  }

  /// What the ledger has of a job.
  static final class Line {
    Begin wish;
    int attempt;
    JobState state = JobState.WAITING;
    String owner = "";
    String reason = "";
    long run;
    Optional<Long> legacyRow = Optional.empty();
    Instant rowCreated;
    Instant changed;
    final Instant created;

    Line(Begin wish) {
      this.wish = wish;
      this.created = wish.now();
      this.rowCreated = wish.now();
      this.changed = wish.now();
    }

    boolean runs() {
      return state == JobState.RUNNING;
    }

    void become(JobState next, String why, Instant now) {
      state = next;
      reason = why;
      owner = "";
      changed = now;
    }
  }

  private record Run(JobKey key, AttemptLine line) {}

  /// From now on every call fails, until [#comeBack()].
  public synchronized void goAway() {
    away = true;
    refusals = 0;
  }

  public synchronized void comeBack() {
    away = false;
  }

  /// How often headway was written down.
  synchronized int tellings() {
    return tellings;
  }

  /// How many calls have failed since [#goAway()].
  public synchronized int refusals() {
    return refusals;
  }

  @Override
  public Start begin(Begin wish, OwnerCheck dead) {
    Optional<String> deadOwner = runningOwner(wish.key()).filter(dead::isDead);
    synchronized (this) {
      beThere();
      Line known = lines.get(wish.key());
      if (known != null) {
        Optional<Start> refusal = refusal(known, wish, deadOwner);
        if (refusal.isPresent()) {
          return refusal.get();
        }
        if (known.runs()) {
          var outcome = new Outcome.Interrupted("the process " + known.owner + " ended");
          closeRun(known.run, outcome, AttemptReport.NONE, wish.now());
          known.become(JobState.WAITING, "", wish.now());
        }
      }
      Line line = lines.computeIfAbsent(wish.key(), _ -> new Line(wish));
      line.wish = wish;
      line.attempt = wish.attempt();
      Optional<String> holder = wish.row().filter(JobRow::locks).flatMap(row -> holder(wish, row));
      if (holder.isPresent()) {
        line.become(JobState.WAITING, "busy: " + holder.get(), wish.now());
        return new Start.Busy(holder.get());
      }
      return start(wish, line);
    }
  }

  private synchronized Optional<String> runningOwner(JobKey key) {
    beThere();
    return Optional.ofNullable(lines.get(key)).filter(Line::runs).map(line -> line.owner);
  }

  private static Optional<Start> refusal(Line line, Begin wish, Optional<String> deadOwner) {
    if (line.attempt > wish.attempt()) {
      return Optional.of(new Start.Stale("attempt " + line.attempt + " exists"));
    }
    if (line.runs()) {
      return deadOwner.equals(Optional.of(line.owner))
          ? Optional.empty()
          : Optional.of(new Start.Held(line.owner));
    }
    return line.attempt == wish.attempt() && line.state != JobState.WAITING
        ? Optional.of(new Start.Stale("attempt " + line.attempt + " is " + line.state.column()))
        : Optional.empty();
  }

  private Optional<String> holder(Begin wish, JobRow row) {
    return lines.values().stream()
        .filter(Line::runs)
        .filter(line -> standsAgainst(line, wish.type(), row))
        .min(Comparator.comparing(line -> line.legacyRow.orElseThrow()))
        .map(
            line ->
                line.wish.type()
                    + " of "
                    + line.wish.row().orElseThrow().workOn()
                    + ", job row "
                    + line.legacyRow.orElseThrow()
                    + ", in process "
                    + line.owner);
  }

  private static boolean standsAgainst(Line line, QueueType type, JobRow row) {
    QueueType running = line.wish.type();
    Optional<JobRow> other = line.wish.row();
    if (other.isEmpty()
        || (running != QueueType.SUBDEF_CREATION && running != QueueType.WRITE_METADATAS)
        || !equal(other.get().databoxId(), row.databoxId())
        || !equal(other.get().recordId(), row.recordId())) {
      return false;
    }
    return equal(other.get().workOn(), row.workOn())
        || (type == QueueType.SUBDEF_CREATION
            ? equal(other.get().workOn(), "document")
            : equal(row.workOn(), "document") && running == QueueType.SUBDEF_CREATION);
  }

  private static boolean equal(@Nullable Object one, @Nullable Object other) {
    return Optional.ofNullable(one).equals(Optional.ofNullable(other));
  }

  private Start start(Begin wish, Line line) {
    if (wish.row().isPresent() && line.legacyRow.isEmpty()) {
      line.legacyRow = Optional.of(++legacyRows);
      line.rowCreated = wish.now();
    }
    line.run = runs.size() + 1L;
    line.become(JobState.RUNNING, "", wish.now());
    line.owner = wish.owner().text();
    var running =
        new AttemptLine(
            wish.attempt(), "running", "", "", "", "", line.owner, wish.now(), Optional.empty());
    runs.put(line.run, new Run(wish.key(), running));
    return new Start.Started(
        new Job(
            wish.key(),
            wish.type(),
            wish.attempt(),
            line.run,
            Envelope.read(Message.of(wish.envelopeJson(), Map.of())).payload(),
            line.legacyRow,
            wish.owner(),
            wish.row().isPresent() ? line.rowCreated : wish.now()));
  }

  @Override
  public synchronized void end(
      Job job, Outcome outcome, JobState state, AttemptReport report, Instant now) {
    if (!owns(job)) {
      throw new IllegalStateException(
          "attempt " + job.attempt() + " of job " + job.key() + " is no longer ours");
    }
    Line line = known(job.key()).orElseThrow();
    boolean same = outcome instanceof Outcome.Busy || outcome instanceof Outcome.Interrupted;
    if (state == JobState.WAITING && !same) {
      line.attempt = job.attempt() + 1;
    }
    line.become(state, outcome.text(), now);
    closeRun(job.run(), outcome, report, now);
  }

  @Override
  public synchronized void tell(Job job, double fraction, Instant now) {
    beThere();
    tellings++;
    if (owns(job)) {
      told.put(job.run(), new Told(fraction, now));
    }
  }

  private record Told(double fraction, Instant at) {}

  private void closeRun(long run, Outcome outcome, AttemptReport report, Instant now) {
    String output = report.toolOutput();
    runs.computeIfPresent(
        run,
        (_, before) ->
            new Run(
                before.key(),
                new AttemptLine(
                    before.line().attempt(),
                    word(outcome),
                    outcome.text(),
                    report.errorClass(),
                    report.tool(),
                    output.substring(Math.max(0, output.length() - LONGEST_OUTPUT)),
                    before.line().processText(),
                    before.line().started(),
                    Optional.of(now))));
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

  @Override
  public synchronized boolean owns(Job job) {
    return known(job.key())
        .filter(Line::runs)
        .filter(line -> line.run == job.run() && line.owner.equals(job.owner().text()))
        .isPresent();
  }

  @Override
  public synchronized List<JobLine> list(JobFilter filter, int offset, int limit) {
    return matching(filter).skip(offset).limit(limit).toList();
  }

  @Override
  public synchronized long count(JobFilter filter, int most) {
    return matching(filter).limit(most).count();
  }

  private Stream<JobLine> matching(JobFilter filter) {
    beThere();
    return lines.values().stream()
        .map(this::jobLine)
        .filter(line -> filter.type().map(line.type()::equals).orElse(true))
        .filter(line -> filter.states().isEmpty() || filter.states().contains(line.state()))
        .filter(line -> filter.databoxId().isEmpty() || filter.databoxId().equals(line.databoxId()))
        .filter(line -> filter.recordId().isEmpty() || filter.recordId().equals(line.recordId()))
        .filter(line -> filter.since().map(since -> !line.created().isBefore(since)).orElse(true))
        .filter(
            line ->
                filter
                    .text()
                    .map(text -> (line.envelopeJson() + "\n" + line.reason()).contains(text))
                    .orElse(true))
        .sorted(Comparator.comparing(JobLine::changed).reversed());
  }

  @Override
  public synchronized Optional<JobLine> find(JobKey key) {
    return known(key).map(this::jobLine);
  }

  private Optional<Line> known(JobKey key) {
    beThere();
    return Optional.ofNullable(lines.get(key));
  }

  private JobLine jobLine(Line line) {
    Optional<JobRow> row = line.wish.row();
    return new JobLine(
        line.wish.key(),
        line.wish.type(),
        line.state,
        line.attempt,
        row.map(JobRow::databoxId),
        row.map(JobRow::recordId),
        row.map(JobRow::workOn).orElse(""),
        line.reason,
        line.created,
        line.changed,
        Optional.ofNullable(runs.get(line.run))
            .flatMap(run -> run.line().ended().map(end -> between(run.line().started(), end)))
            .orElse(Duration.ZERO),
        line.wish.envelopeJson(),
        progress(line));
  }

  private Optional<Progress> progress(Line line) {
    Told last = told.get(line.run);
    Run run = runs.get(line.run);
    return last == null || run == null || line.state != JobState.RUNNING
        ? Optional.empty()
        : Optional.of(
            Progress.of(last.fraction(), run.line().started(), last.at(), clock.instant()));
  }

  private static Duration between(Instant start, Instant end) {
    return Duration.between(start, end);
  }

  @Override
  public synchronized List<AttemptLine> attempts(JobKey key) {
    beThere();
    return runs.values().stream().filter(run -> run.key().equals(key)).map(Run::line).toList();
  }

  @Override
  public synchronized JobCounts counts() {
    beThere();
    return new JobCounts(
        count(JobState.RUNNING),
        count(JobState.WAITING),
        count(JobState.FINISHED),
        count(JobState.FAILED),
        count(JobState.CANCELED));
  }

  private long count(JobState state) {
    return lines.values().stream().filter(line -> line.state == state).count();
  }

  @Override
  public synchronized void heartbeat(ProcessIdentity process) {
    beThere();
    processes.put(process.text(), clock.instant());
  }

  @Override
  public synchronized Optional<Duration> silence(String processText) {
    beThere();
    return Optional.ofNullable(processes.get(processText))
        .map(heard -> Duration.between(heard, clock.instant()));
  }

  @Override
  public synchronized void leave(ProcessIdentity process) {
    beThere();
    processes.remove(process.text());
  }

  private void beThere() {
    if (away) {
      refusals++;
      throw new JobStoreException("the ledger is away", new IllegalStateException("by the test"));
    }
  }
}
