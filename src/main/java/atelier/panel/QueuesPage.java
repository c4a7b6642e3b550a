package atelier.panel;

import atelier.desk.NotFoundException;
import atelier.desk.QueueDesk;
import atelier.desk.QueueLine;
import atelier.desk.QueueOverview;
import atelier.desk.QueuedMessage;
import atelier.desk.SignedDesk;
import atelier.job.Wishes.Pause;
import atelier.json.Json;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Queues.CauseCount;
import atelier.queue.Queues.QueueState;
import atelier.queue.Queues.Selection;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The queues with what waits in them, and each queue's own page.
public final class QueuesPage {
  private static final int PEEKED = 20;

  private final QueueDesk queues;
  private final SignedDesk signed;
  private final Views views;
  private final Clock clock;

  QueuesPage(QueueDesk queues, SignedDesk signed, Views views, Clock clock) {
    this.queues = queues;
    this.signed = signed;
    this.views = views;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get("/worker-manager/queues", this::list, Access.VIEWER);
    routes.get("/worker-manager/queues/{queue}", this::queue, Access.VIEWER);
    routes.post("/worker-manager/queues/{queue}/requeue", this::requeue, Access.OPERATOR);
    routes.post("/worker-manager/queues/{queue}/purge", this::purge, Access.OPERATOR);
    routes.post("/worker-manager/queues/{queue}/delete", this::delete, Access.OPERATOR);
    routes.post("/worker-manager/queues/{queue}/recreate", this::recreate, Access.OPERATOR);
    routes.post("/worker-manager/queues/{queue}/pause", this::pause, Access.OPERATOR);
    routes.post("/worker-manager/queues/{queue}/resume", this::resume, Access.OPERATOR);
  }

  /// The list; `all` = empty and unserved ones too.
  public record View(Frame frame, boolean all, List<Row> rows, List<Cell> others, int hidden) {}

  /// One kind of work.
  ///
  /// - Shape: a count is empty where there is no such queue.
  public record Row(
      String type,
      Cell ready,
      String running,
      String consumers,
      Cell retry,
      Cell delayed,
      Cell failed,
      String paused,
      boolean alone,
      boolean differs) {}

  /// The number of messages in a queue, and its page.
  public record Cell(String queue, String count, boolean some) {
    static final Cell NONE = new Cell("", "", false);
  }

  private void list(Context context) {
    Frame frame = Visit.frame(context, clock).at("worker-manager/queues", "queues.title");
    boolean all = "1".equals(context.queryParam("all"));
    QueueOverview overview = queues.overview();
    List<QueueLine> shown =
        overview.lines().stream().filter(line -> all || isInteresting(line)).toList();
    views.pageOrPart(
        context,
        "queues",
        "queues-list",
        new View(
            frame,
            all,
            shown.stream().map(line -> row(line, frame)).toList(),
            overview.others().stream()
                .filter(each -> all || each.ready().orElse(0) > 0)
                .map(each -> cell(each.name(), each.ready(), frame))
                .toList(),
            overview.lines().size() - shown.size()));
  }

  private static boolean isInteresting(QueueLine line) {
    return line.consumers() > 0
        || line.pause().isPresent()
        || line.running() > 0
        || line.states().stream().anyMatch(each -> each.ready().orElse(0) > 0);
  }

  private static Row row(QueueLine line, Frame frame) {
    QueueType type = line.type();
    Cell second =
        type.family() == QueueType.Family.LOOP
            ? sibling(line, QueueName.Role.LOOP, frame)
            : sibling(line, QueueName.Role.RETRY, frame);
    return new Row(
        type.queueName(),
        cell(type.queueName(), line.ready(), frame),
        Show.number(line.running(), frame.words()),
        Show.number(line.consumers(), frame.words()),
        second,
        sibling(line, QueueName.Role.DELAYED, frame),
        sibling(line, QueueName.Role.FAILED, frame),
        line.pause().map(pause -> paused(pause, frame)).orElse(""),
        line.isAlone(),
        !line.pending().isEmpty());
  }

  private static String paused(Pause pause, Frame frame) {
    return frame.t("queues.paused", pause.author(), pause.reason());
  }

  private static Cell sibling(QueueLine line, QueueName.Role role, Frame frame) {
    return line.waiting(role).isPresent()
        ? cell(new QueueName.Sibling(line.type(), role).text(), line.waiting(role), frame)
        : Cell.NONE;
  }

  private static Cell cell(String queue, OptionalLong count, Frame frame) {
    return new Cell(
        queue,
        count.isPresent() ? Show.number(count.getAsLong(), frame.words()) : "–",
        count.orElse(0) > 0);
  }

  /// One queue.
  ///
  /// - Shape: `base` = the kind of work, empty for what has none; `isBase` = workers take from it;
  ///   `notice` = what was just done.
  public record QueueView(
      Frame frame,
      String queue,
      String type,
      boolean isBase,
      String count,
      long exact,
      int consumers,
      Optional<Paused> pause,
      List<Difference> differences,
      List<Cause> causes,
      List<Waiting> messages,
      String notice) {}

  /// Who paused, why and until when.
  public record Paused(String author, String reason, Moment since, Optional<Moment> until) {}

  /// What would be another if the queue were made anew.
  public record Difference(String argument, String inForce, String pending) {}

  /// Why messages failed, and how many.
  public record Cause(String text, String count) {}

  /// A message at the head of the queue.
  public record Waiting(
      String id, String address, String reason, String attempt, String host, String text) {}

  private void queue(Context context) {
    String done = context.queryParam("done");
    Frame frame = Visit.frame(context, clock);
    String notice =
        done != null && done.matches("requeue|purge|delete|recreate|pause|resume")
            ? frame.t("queue.done." + done, number(context.queryParam("n")))
            : "";
    show(context, notice);
  }

  private static String number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,18}") ? text : "0";
  }

  private void show(Context context, String notice) {
    QueueName queue = name(context);
    Frame frame = Visit.frame(context, clock).titled("worker-manager/queues", queue.text());
    QueueOverview overview = queues.overview();
    QueueState state =
        overview.states().stream()
            .filter(each -> each.name().equals(queue.text()))
            .findFirst()
            .orElseThrow(() -> new NotFoundException("there is no queue " + queue));
    Optional<QueueType> type = type(queue);
    boolean isBase = queue instanceof QueueName.Base;
    boolean failed = queue.text().endsWith("_failed");
    boolean some = state.ready().orElse(0) > 0;
    views.pageOrPart(
        context,
        "queue",
        "queue-part",
        new QueueView(
            frame,
            queue.text(),
            type.map(QueueType::queueName).orElse(""),
            isBase,
            Show.number(state.ready().orElse(0), frame.words()),
            state.ready().orElse(0),
            state.consumers(),
            overview.lines().stream()
                .filter(line -> isBase && type.filter(line.type()::equals).isPresent())
                .flatMap(line -> line.pause().stream())
                .map(pause -> paused(frame, pause))
                .findFirst(),
            state.differences().stream()
                .map(
                    each ->
                        new Difference(
                            each.argument(),
                            each.inForce().orElse("–"),
                            each.pending().orElse("–")))
                .toList(),
            failed && some ? causes(queue, frame) : List.of(),
            some ? messages(queue) : List.of(),
            notice));
  }

  private static Paused paused(Frame frame, Pause pause) {
    return new Paused(
        pause.author(),
        pause.reason(),
        frame.moment(pause.since()),
        pause.until().map(frame::moment));
  }

  private List<Cause> causes(QueueName queue, Frame frame) {
    return queues.causes(queue).stream()
        .map((CauseCount each) -> new Cause(each.cause(), Show.number(each.count(), frame.words())))
        .toList();
  }

  private List<Waiting> messages(QueueName queue) {
    return queues.peek(queue, PEEKED).stream().map(QueuesPage::waiting).toList();
  }

  private static Waiting waiting(QueuedMessage message) {
    return new Waiting(
        message.id(),
        JobRow.address(message.id()),
        message.reason().orElse(""),
        message.attempt().orElse(""),
        message.host().orElse(""),
        message.json().map(Json::writePretty).orElse(message.text()));
  }

  private static QueueName name(Context context) {
    String text = context.pathParam("queue");
    return QueueName.ofText(text)
        .orElseThrow(() -> new NotFoundException("there is no queue " + text));
  }

  private static Optional<QueueType> type(QueueName queue) {
    return switch (queue) {
      case QueueName.Base(QueueType type) -> Optional.of(type);
      case QueueName.Sibling(QueueType type, QueueName.Role _) -> Optional.of(type);
      case QueueName.Unroutable() -> Optional.empty();
    };
  }

  private void requeue(Context context) {
    String id = context.formParam("id");
    String cause = context.formParam("cause");
    Selection which =
        id != null
            ? new Selection.One(id)
            : cause != null ? new Selection.ByCause(cause) : new Selection.All();
    long sent = signed.requeue(Visit.account(context), name(context), which).sent();
    done(context, "requeue", sent);
  }

  private void purge(Context context) {
    QueueName queue = name(context);
    if (isConfirmed(context, queue)) {
      done(context, "purge", signed.purge(Visit.account(context), queue));
    }
  }

  private void delete(Context context) {
    QueueName queue = name(context);
    if (isConfirmed(context, queue)) {
      done(context, "delete", signed.delete(Visit.account(context), queue));
    }
  }

  /// What cannot be undone is confirmed by typing how many messages it takes; else the page is
  /// shown again.
  private boolean isConfirmed(Context context, QueueName queue) {
    String typed = context.formParam("confirm");
    long count = queues.waiting(queue);
    if (typed != null && typed.strip().equals(String.valueOf(count))) {
      return true;
    }
    context.status(HttpStatus.CONFLICT);
    show(context, Visit.frame(context, clock).t("queue.confirm.wrong", count));
    return false;
  }

  private void recreate(Context context) {
    signed.recreate(Visit.account(context), name(context));
    done(context, "recreate", 0);
  }

  private void pause(Context context) {
    String reason = context.formParam("reason");
    String minutes = context.formParam("minutes");
    Optional<Duration> time = Optional.empty();
    if (minutes != null && !minutes.isBlank()) {
      if (!minutes.strip().matches("[1-9][0-9]{0,5}")) {
        throw new IllegalArgumentException(
            "the pause's minutes are \"" + minutes + "\", allowed: 1 to 999999, or nothing");
      }
      time = Optional.of(Duration.ofMinutes(Long.parseLong(minutes.strip())));
    }
    signed.pause(
        Visit.account(context),
        base(context),
        reason == null ? "" : reason,
        time.map(clock.instant()::plus));
    done(context, "pause", 0);
  }

  private void resume(Context context) {
    signed.resume(Visit.account(context), base(context));
    done(context, "resume", 0);
  }

  private static QueueType base(Context context) {
    if (name(context) instanceof QueueName.Base(QueueType type)) {
      return type;
    }
    throw new IllegalArgumentException("only queues that workers take from can be paused");
  }

  private static void done(Context context, String what, long number) {
    context.redirect(
        "/worker-manager/queues/" + name(context) + "?done=" + what + "&n=" + number,
        HttpStatus.SEE_OTHER);
  }
}
