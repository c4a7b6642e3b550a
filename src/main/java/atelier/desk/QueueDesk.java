package atelier.desk;

import atelier.job.JobKey;
import atelier.job.JobState;
import atelier.job.JobStore;
import atelier.job.JobStore.JobFilter;
import atelier.job.JobStore.JobLine;
import atelier.job.Overlay;
import atelier.job.Wishes;
import atelier.job.Wishes.Pause;
import atelier.queue.Broker;
import atelier.queue.BrokerException;
import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.QueueDeclaration;
import atelier.queue.QueueDifference;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Queues;
import atelier.queue.Queues.CauseCount;
import atelier.queue.Queues.QueueState;
import atelier.queue.Queues.Selection;
import atelier.queue.Queues.SentBack;
import atelier.queue.Revival;
import atelier.queue.Topology;
import atelier.queue.Unserved;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The operator's desk, the part with the queues.
///
/// - Shape: whatever asks the broker declares all queues first, with the settings of that moment;
///   so a queue that is missing comes back, empty.
/// - Errors: [NotFoundException] for what does not exist; [IllegalArgumentException] for what
///   cannot be done with that queue or has a wrong value; [atelier.OutsideException] when broker or
///   database are away.
/// - Thread-safe.
public final class QueueDesk {
  private static final int MOST_RUNNING = 10_000;

  private final Supplier<Brokerage> brokerage;
  private final Wishes wishes;
  private final JobStore jobs;
  private final Topology configured;
  private final Optional<SettingsFile> file;
  private final Clock clock;
  private final Unserved unserved;

  /// - Shape: `brokerage` is asked at each use; pauses do without. `file` = what `configured` was
  ///   read from, empty when it is what the program brings.
  public QueueDesk(
      Supplier<Brokerage> brokerage,
      Wishes wishes,
      JobStore jobs,
      Topology configured,
      Optional<SettingsFile> file,
      Clock clock) {
    this.brokerage = brokerage;
    this.wishes = wishes;
    this.jobs = jobs;
    this.configured = configured;
    this.file = file;
    this.clock = clock;
    this.unserved = new Unserved(clock, Unserved.USUAL_PATIENCE);
  }

  /// The broker, to publish to and to look into.
  public record Brokerage(Broker broker, Queues queues) {}

  /// How all queues stand.
  public QueueOverview overview() {
    Topology topology = topology();
    List<QueueState> states = declared(topology).queues().list();
    List<QueueName> abandoned;
    synchronized (unserved) {
      abandoned = unserved.look(states).stream().map(Unserved.Waiting::queue).toList();
    }
    Map<QueueName, QueueState> byName =
        states.stream()
            .filter(each -> each.queue().isPresent())
            .collect(Collectors.toMap(each -> each.queue().orElseThrow(), Function.identity()));
    Map<QueueType, Long> running = running();
    Map<QueueType, Pause> pauses =
        wishes.pauses().stream().collect(Collectors.toMap(Pause::type, Function.identity()));
    var lines = new ArrayList<QueueLine>();
    for (QueueType type : QueueType.values()) {
      List<QueueState> own =
          Topology.queuesOf(type).stream()
              .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
              .toList();
      lines.add(
          new QueueLine(
              type,
              own,
              running.getOrDefault(type, 0L),
              abandoned.contains(QueueName.base(type)),
              Optional.ofNullable(pauses.get(type)),
              new QueueLine.Settings(configured.settings(type), topology.settings(type))));
    }
    return new QueueOverview(lines, states);
  }

  private Map<QueueType, Long> running() {
    return jobs.list(JobFilter.in(JobState.RUNNING), MOST_RUNNING).stream()
        .collect(Collectors.groupingBy(JobLine::type, Collectors.counting()));
  }

  /// The messages at the head of a queue; they stay there.
  public List<QueuedMessage> peek(QueueName queue, int most) {
    return queues().peek(queue, most).stream().map(QueuedMessage::of).toList();
  }

  /// Why messages are in a failed queue, the most frequent cause first.
  public List<CauseCount> causes(QueueName queue) {
    return queues().causes(queue);
  }

  /// Sends messages of a sibling queue back to their base queue.
  public SentBack requeue(QueueName from, Selection which) {
    if (from instanceof QueueName.Base(QueueType type)) {
      throw new IllegalArgumentException(
          from
              + " is where messages are sent back to; name a queue beside it, like "
              + Topology.queuesOf(type).getLast());
    }
    SentBack result = queues().sendBack(from, which, clock.instant());
    if (result.sent() + result.unreadable() == 0) {
      switch (which) {
        case Selection.All() -> {}
        case Selection.One(String id) -> throw noSuch(from, id);
        case Selection.Edited(String id, Envelope _) -> throw noSuch(from, id);
        case Selection.ByCause(String cause) ->
            throw new NotFoundException("nothing in " + from + " failed because of: " + cause);
      }
    }
    return result;
  }

  /// Sends one message back with another work order.
  ///
  /// - Shape: `json` is the order, or a whole message, with which the type may be another.
  public SentBack requeueEdited(QueueName from, String id, String json) {
    Envelope order =
        switch (from) {
          case QueueName.Base(QueueType type) -> WorkOrders.read(type, json);
          case QueueName.Sibling(QueueType type, QueueName.Role _) -> WorkOrders.read(type, json);
          case QueueName.Unroutable() -> WorkOrders.read(json);
        };
    return requeue(from, new Selection.Edited(id, order));
  }

  /// Runs a job that has ended once more, as a new job: its message from the failed queue when that
  /// is still there, else the ledger's copy of it.
  ///
  /// - Shape: the key of the new job; the same job retried twice makes one.
  /// - Errors: [IllegalArgumentException] while the job waits or runs.
  public JobKey retry(String key) {
    JobLine job =
        jobs.find(new JobKey(key))
            .orElseThrow(() -> new NotFoundException("there is no job " + key));
    switch (job.state()) {
      case RUNNING, WAITING ->
          throw new IllegalArgumentException(
              "job " + key + " is " + job.state().column() + ", and goes on by itself");
      case FINISHED, FAILED, CANCELED -> {}
    }
    Message copy =
        Message.of(job.envelopeJson(), Map.of(Message.JOB_HEADER, key, Message.ATTEMPT_HEADER, 1));
    Revival revival = Revival.of(QueueName.base(job.type()), copy, clock.instant());
    boolean sent =
        job.state() == JobState.FAILED
            && queues()
                    .sendBack(QueueName.failed(job.type()), new Selection.One(key), clock.instant())
                    .sent()
                > 0;
    if (!sent) {
      declared(topology()).broker().publish(revival.queue(), revival.message());
    }
    return new JobKey(revival.message().header(Message.JOB_HEADER).orElse(key));
  }

  private static NotFoundException noSuch(QueueName queue, String id) {
    return new NotFoundException("there is no message " + id + " in " + queue);
  }

  /// How many messages wait in a queue.
  public long waiting(QueueName queue) {
    return queues().list().stream()
        .filter(each -> each.name().equals(queue.text()))
        .map(QueueState::ready)
        .findFirst()
        .orElse(OptionalLong.empty())
        .orElse(0);
  }

  /// Throws away what waits in a queue; how much that was.
  public long purge(QueueName queue) {
    return queues().purge(queue);
  }

  /// Deletes a queue with what is in it; how much that was.
  public long delete(QueueName queue) {
    return queues().delete(queue);
  }

  /// Makes a queue anew with the arguments of now, and keeps what is in it; what differs all the
  /// same.
  public List<QueueDifference> recreate(QueueName queue) {
    Topology topology = topology();
    return declared(topology).queues().recreate(topology.declaration(queue));
  }

  /// Gives a work order to whoever works.
  ///
  /// - Shape: `json` is the order, or a whole message of this type.
  public JobKey publish(QueueType type, String json) {
    Envelope order = WorkOrders.read(type, json);
    if (order.type() != type) {
      throw new IllegalArgumentException("the message is one of " + order.type() + ", not " + type);
    }
    var key = new JobKey(UUID.randomUUID().toString());
    var message =
        Message.of(
            order.withPayload(order.payload().with("count", null)).toJson(clock.instant()),
            Map.of(Message.JOB_HEADER, key.text(), Message.ATTEMPT_HEADER, 1));
    declared(topology()).broker().publish(QueueName.base(type), message);
    return key;
  }

  /// Lets our processes leave a queue alone, within a second; PHP's do not heed it.
  ///
  /// - Shape: `until` empty = until [#resume(QueueType)].
  public void pause(QueueType type, String reason, String author, Optional<Instant> until) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a pause needs a reason");
    }
    until
        .filter(end -> !end.isAfter(clock.instant()))
        .ifPresent(
            end -> {
              throw new IllegalArgumentException("the pause would have ended already, at " + end);
            });
    wishes.pause(type, reason.strip(), author, until);
  }

  /// Ends a pause; false when there was none.
  public boolean resume(QueueType type) {
    return wishes.resume(type);
  }

  /// Changes settings of a queue over the configuration and in its file, and makes the waiting
  /// queues anew whose delay is another now. Processes that work take the rest over within five
  /// seconds.
  ///
  /// - Shape: what `change` leaves empty stays; with `reset` it is as the program brings it.
  /// - Errors: [BrokerException] when a queue could not be made anew; the settings are stored then.
  public Changed change(QueueType type, Overlay change, boolean reset, String author) {
    if (change.delayedDelay().isPresent() && !Topology.hasDelayed(type)) {
      throw new IllegalArgumentException(type + " has no delayed queue");
    }
    Map<QueueType, Overlay> before = wishes.overlays();
    Overlay earlier = reset ? usual(type) : before.getOrDefault(type, Overlay.NOTHING);
    Overlay next = earlier.with(change);
    next.over(configured.settings(type)); // Refuses wrong values.
    Topology old = Overlay.over(configured, before);
    Queues queues = declared(old).queues();
    wishes.overlay(type, next, author);
    Topology topology = topology();
    var renewed = new ArrayList<QueueName>();
    var pending = new ArrayList<QueueDifference>();
    for (QueueName queue : Topology.queuesOf(type)) {
      QueueDeclaration wish = topology.declaration(queue);
      boolean waits = wish.timeToLive().isPresent() && wish.deadLetters().isPresent();
      if (waits && (!wish.equals(old.declaration(queue)) || differs(queues, queue))) {
        pending.addAll(renew(queues, wish));
        renewed.add(queue);
      }
    }
    return new Changed(
        new QueueLine.Settings(configured.settings(type), topology.settings(type)),
        renewed,
        pending,
        file.flatMap(each -> each.write(type, topology.settings(type))));
  }

  /// What a file says may have been written by an earlier change; so it is no measure.
  private Overlay usual(QueueType type) {
    return file.isEmpty() ? Overlay.NOTHING : Overlay.of(type, type.defaults());
  }

  private static boolean differs(Queues queues, QueueName queue) {
    return queues.differences().stream().anyMatch(each -> each.queue().equals(queue));
  }

  private static List<QueueDifference> renew(Queues queues, QueueDeclaration wish) {
    try {
      return queues.recreate(wish);
    } catch (BrokerException e) {
      throw new BrokerException(
          "the settings are stored, but "
              + wish.queue()
              + " keeps its old delay until queue:recreate succeeds: "
              + e.getMessage(),
          e);
    }
  }

  private Topology topology() {
    return Overlay.over(configured, wishes.overlays());
  }

  private Queues queues() {
    return declared(topology()).queues();
  }

  private Brokerage declared(Topology topology) {
    Brokerage now = brokerage.get();
    now.broker().declare(topology.all());
    return now;
  }

  /// What a change of settings led to.
  ///
  /// - Shape: `renewed` = the queues that were made anew; `pending` = what is different there all
  ///   the same; `unwritten` = why the configuration's file does not say it, where it does not.
  public record Changed(
      QueueLine.Settings settings,
      List<QueueName> renewed,
      List<QueueDifference> pending,
      Optional<String> unwritten) {
    public Changed {
      renewed = List.copyOf(renewed);
      pending = List.copyOf(pending);
    }
  }
}
