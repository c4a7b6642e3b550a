package atelier.panel;

import atelier.desk.Desk;
import atelier.desk.SignedDesk;
import atelier.job.Bulks;
import atelier.job.Bulks.Action;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Actions on all jobs that match: asked for with their number, then watched.
public final class BulkPages {
  private static final int SHOWN = 50;
  private static final int COUNT_ALL = Integer.MAX_VALUE;

  private final Desk desk;
  private final SignedDesk signed;
  private final Views views;
  private final Clock clock;

  BulkPages(Desk desk, SignedDesk signed, Views views, Clock clock) {
    this.desk = desk;
    this.signed = signed;
    this.views = views;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get("/worker-manager/bulk", this::list, Access.VIEWER);
    routes.get("/worker-manager/bulk/new", this::ask, Access.OPERATOR);
    routes.post("/worker-manager/bulk", this::start, Access.OPERATOR);
    routes.post("/worker-manager/bulk/{id}/stop", this::stop, Access.OPERATOR);
  }

  /// The question before it starts.
  ///
  /// - Shape: `parts` says for people which jobs are meant; `message` empty at first.
  public record Question(
      Frame frame,
      JobFilters filters,
      List<Part> parts,
      String action,
      String count,
      long exact,
      String message) {}

  /// What restricts, in words.
  public record Part(String name, String value) {}

  private void ask(Context context) {
    ask(
        context,
        action(context.queryParam("action")),
        JobFilters.read(context.queryParamMap()),
        "");
  }

  private void ask(Context context, Action action, JobFilters filters, String message) {
    Frame frame =
        Visit.frame(context, clock).at("worker-manager/jobs", "bulk.title." + action.column());
    long count = desk.countJobs(filters.filter(frame.now()), COUNT_ALL);
    views.page(
        context,
        "bulk-new",
        new Question(
            frame,
            filters,
            filters.parts().stream()
                .map(part -> part(part.getKey(), part.getValue(), frame))
                .toList(),
            action.column(),
            Show.number(count, frame.words()),
            count,
            message));
  }

  private static Part part(String name, String value, Frame frame) {
    String word =
        switch (name) {
          case "state", "period" -> frame.t(name + "." + value);
          default -> value;
        };
    return new Part(frame.t("jobs." + name), word);
  }

  private void start(Context context) {
    Action action = action(context.formParam("action"));
    var filters = JobFilters.read(context.formParamMap());
    Frame frame = Visit.frame(context, clock);
    long count = desk.countJobs(filters.filter(frame.now()), COUNT_ALL);
    if (!String.valueOf(count).equals(digits(context.formParam("confirm")))) {
      context.status(HttpStatus.CONFLICT);
      ask(context, action, filters, frame.t("bulk.count", Show.number(count, frame.words())));
      return;
    }
    signed.bulk(Visit.account(context), action, filters.filter(frame.now()), filters.description());
    context.redirect("/worker-manager/bulk", HttpStatus.SEE_OTHER);
  }

  /// People may type a number as it is shown.
  private static String digits(@Nullable String typed) {
    return typed == null ? "" : typed.replaceAll("[\\s,.\u00a0\u202f]", "");
  }

  private static Action action(@Nullable String text) {
    return switch (text) {
      case "retry" -> Action.RETRY;
      case "cancel" -> Action.CANCEL;
      case null, default ->
          throw new IllegalArgumentException("the action is " + text + ", allowed: retry, cancel");
    };
  }

  private void stop(Context context) {
    String id = context.pathParam("id");
    if (!id.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("\"" + id + "\" is no number of an action");
    }
    signed.stopBulk(Visit.account(context), Long.parseLong(id));
    context.redirect("/worker-manager/bulk", HttpStatus.SEE_OTHER);
  }

  /// All actions.
  public record View(Frame frame, List<Row> rows) {}

  /// One action and how far it is.
  public record Row(
      long id,
      String action,
      String description,
      String author,
      Moment created,
      boolean running,
      String word,
      long total,
      long dealt,
      String totalText,
      String doneText,
      String refusedText) {}

  private void list(Context context) {
    Frame frame = Visit.frame(context, clock).at("worker-manager/jobs", "bulk.list");
    views.pageOrPart(
        context,
        "bulk",
        "bulk-list",
        new View(frame, signed.bulks(SHOWN).stream().map(each -> row(each, frame)).toList()));
  }

  private static Row row(Bulks.Bulk bulk, Frame frame) {
    boolean running = bulk.ended().isEmpty();
    long dealt = bulk.done() + bulk.refused();
    String word = running ? "running" : dealt < bulk.total() ? "stopped" : "ended";
    return new Row(
        bulk.id(),
        frame.t("bulk.action." + bulk.action().column()),
        bulk.description(),
        bulk.author(),
        frame.moment(bulk.created()),
        running,
        frame.t("bulk." + word),
        bulk.total(),
        dealt,
        Show.number(bulk.total(), frame.words()),
        Show.number(bulk.done(), frame.words()),
        Show.number(bulk.refused(), frame.words()));
  }
}
