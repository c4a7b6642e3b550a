package atelier.desk;

import atelier.desk.QueueDesk.Changed;
import atelier.job.Audit;
import atelier.job.Bulks;
import atelier.job.Bulks.Action;
import atelier.job.Bulks.Bulk;
import atelier.job.JobKey;
import atelier.job.JobStore.JobFilter;
import atelier.job.Overlay;
import atelier.job.Wishes.CancelAnswer;
import atelier.library.Account;
import atelier.library.Role;
import atelier.queue.QueueDifference;
import atelier.queue.QueueName;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Queues.Selection;
import atelier.queue.Queues.SentBack;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What people who signed in do: their role is looked at, and what they did is noted.
///
/// - Shape: noted when it was done; what failed is not noted.
/// - Errors: [ForbiddenException], and those of [Desk] and [QueueDesk].
/// - Thread-safe.
public final class SignedDesk {
  private final Desk desk;
  private final QueueDesk queues;
  private final Bulks bulks;
  private final Audit audit;

  public SignedDesk(Desk desk, QueueDesk queues, Bulks bulks, Audit audit) {
    this.desk = desk;
    this.queues = queues;
    this.bulks = bulks;
    this.audit = audit;
  }

  public JobKey retry(Account who, String key) {
    return done(who, "retry", "job " + key, () -> queues.retry(key), JobKey::text);
  }

  public CancelAnswer cancel(Account who, String key) {
    return done(who, "cancel", "job " + key, () -> desk.cancel(key, who.login()), SignedDesk::word);
  }

  /// Starts to retry or cancel all jobs that a filter finds; a process that serves the panel goes
  /// through them.
  ///
  /// - Shape: `description` says for people which jobs are meant.
  /// - Errors: [IllegalArgumentException] when there are none.
  public Bulk bulk(Account who, Action action, JobFilter filter, String description) {
    return done(
        who,
        "bulk " + action.column(),
        description,
        () -> started(who, action, filter, description),
        bulk -> bulk.total() + " jobs");
  }

  private Bulk started(Account who, Action action, JobFilter filter, String description) {
    Bulk bulk = bulks.start(action, filter, description, who.login());
    if (bulk.total() == 0) {
      throw new IllegalArgumentException("no job is like that any more; nothing was done");
    }
    return bulk;
  }

  /// Ends an action on many jobs before its time.
  public boolean stopBulk(Account who, long id) {
    return done(who, "bulk stop", "action " + id, () -> bulks.stop(id), SignedDesk::word);
  }

  /// Actions on many jobs, the latest first.
  public List<Bulk> bulks(int limit) {
    return bulks.list(limit);
  }

  public SentBack requeue(Account who, QueueName from, Selection which) {
    return done(
        who,
        "requeue",
        from + ": " + told(which),
        () -> queues.requeue(from, which),
        back -> back.sent() + " messages");
  }

  private static String told(Selection which) {
    return switch (which) {
      case Selection.All() -> "all";
      case Selection.One(String id) -> id;
      case Selection.ByCause(String cause) -> cause;
      case Selection.Edited(String id, var _) -> id + ", edited";
    };
  }

  public long purge(Account who, QueueName queue) {
    return done(
        who, "purge", queue.text(), () -> queues.purge(queue), count -> count + " messages");
  }

  public long delete(Account who, QueueName queue) {
    return done(
        who,
        "delete queue",
        queue.text(),
        () -> queues.delete(queue),
        count -> count + " messages");
  }

  public List<QueueDifference> recreate(Account who, QueueName queue) {
    return done(
        who,
        "recreate queue",
        queue.text(),
        () -> queues.recreate(queue),
        rest -> rest.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  public void pause(Account who, QueueType type, String reason, Optional<Instant> until) {
    done(
        who,
        "pause",
        type.queueName(),
        () -> {
          queues.pause(type, reason, who.login(), until);
          return reason;
        },
        Function.identity());
  }

  public boolean resume(Account who, QueueType type) {
    return done(who, "resume", type.queueName(), () -> queues.resume(type), SignedDesk::word);
  }

  /// Changes settings of a queue; only for administrators.
  public Changed change(Account who, QueueType type, Overlay change, boolean reset) {
    check(who, Role.ADMINISTRATOR);
    return done(
        who,
        "setting",
        type.queueName(),
        () -> queues.change(type, change, reset, who.login()),
        changed -> told(changed.settings().wished()));
  }

  private static String told(QueueSettings settings) {
    return "max_retry %d, ttl_retry %d, ttl_delayed %d"
        .formatted(
            settings.maxRetry(),
            settings.retryDelay().toMillis(),
            settings.delayedDelay().toMillis());
  }

  /// What was done, the latest first; only for administrators.
  public List<Audit.Entry> audit(Account who, long before, int limit) {
    check(who, Role.ADMINISTRATOR);
    return audit.list(before, limit);
  }

  private <T> T done(
      Account who, String action, String target, Supplier<T> deed, Function<T, String> told) {
    check(who, Role.OPERATOR);
    T result = deed.get();
    audit.note(who.login(), action, target, told.apply(result));
    return result;
  }

  private static String word(boolean done) {
    return done ? "" : "nothing was there to do";
  }

  private static String word(CancelAnswer answer) {
    return answer.name().toLowerCase(Locale.ROOT);
  }

  private static void check(Account who, Role needed) {
    if (!who.role().includes(needed)) {
      throw new ForbiddenException(
          who.login() + " is " + who.role().column() + "; this needs " + needed.column());
    }
  }
}
