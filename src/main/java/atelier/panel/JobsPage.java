package atelier.panel;

import atelier.desk.Desk;
import atelier.desk.Desk.DataboxSummary;
import atelier.desk.Desk.JobDetails;
import atelier.desk.Measures;
import atelier.desk.SignedDesk;
import atelier.job.JobState;
import atelier.job.JobStore.AttemptLine;
import atelier.job.JobStore.JobFilter;
import atelier.job.JobStore.JobLine;
import atelier.json.Json;
import atelier.json.JsonException;
import atelier.queue.QueueType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of jobs, and each job's own page.
public final class JobsPage {
  private static final int PAGE = 100;
  private static final int MOST_COUNTED = 10_000;
  private static final int MOST_RELATED = 20;

  private final Desk desk;
  private final SignedDesk signed;
  private final Views views;
  private final Clock clock;

  JobsPage(Desk desk, SignedDesk signed, Views views, Clock clock) {
    this.desk = desk;
    this.signed = signed;
    this.views = views;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get("/worker-manager/jobs", this::list, Access.VIEWER);
    routes.get("/worker-manager/jobs/{key}", this::job, Access.VIEWER);
    routes.post("/worker-manager/jobs/{key}/retry", this::retry, Access.OPERATOR);
    routes.post("/worker-manager/jobs/{key}/cancel", this::cancel, Access.OPERATOR);
  }

  /// The list.
  public record View(
      Frame frame,
      JobFilters filters,
      List<Choice> types,
      List<Choice> databoxes,
      List<Choice> states,
      List<Choice> periods,
      List<JobRow> rows,
      Extent extent) {}

  /// What can be chosen in a filter.
  public record Choice(String value, String word, boolean chosen) {}

  /// Which part of all jobs is shown.
  ///
  /// - Shape: `from` counts from 1; `mean` over the rows shown; `earlier` and `later` are
  ///   addresses, empty where there is no more.
  public record Extent(
      String count, String from, String to, String mean, String earlier, String later, Bulk bulk) {}

  /// What can be done with all that match; addresses, empty when not.
  public record Bulk(String retry, String cancel) {}

  private void list(Context context) {
    var filters = JobFilters.read(context.queryParamMap());
    int page = page(context.queryParam("page"));
    Frame frame = Visit.frame(context, clock).at("worker-manager/jobs", "jobs.title");
    JobFilter filter = filters.filter(frame.now());
    int offset = (page - 1) * PAGE;
    List<JobLine> found = desk.jobs(filter, offset, PAGE + 1);
    List<JobLine> shown = found.subList(0, Math.min(PAGE, found.size()));
    // Only a list that goes on has to be counted; the rest was read.
    long count =
        found.size() <= PAGE && (page == 1 || !found.isEmpty())
            ? offset + found.size()
            : desk.countJobs(filter, MOST_COUNTED + 1);
    String address = "/worker-manager/jobs?" + filters.query() + (filters.isEmpty() ? "" : "&");
    var extent =
        new Extent(
            Show.atLeast(count, MOST_COUNTED, frame.words()),
            Show.number(shown.isEmpty() ? 0 : offset + 1, frame.words()),
            Show.number(offset + shown.size(), frame.words()),
            mean(shown),
            page > 1 ? address + "page=" + (page - 1) : "",
            found.size() > PAGE ? address + "page=" + (page + 1) : "",
            bulk(filters, frame, shown));
    views.pageOrPart(
        context,
        "jobs",
        "jobs-list",
        new View(
            frame,
            filters,
            types(filters),
            databoxes(filters),
            states(filters, frame),
            periods(filters, frame),
            shown.stream().map(line -> JobRow.of(line, frame)).toList(),
            extent));
  }

  private static int page(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return 1;
    }
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException("the page is \"" + text + "\", allowed: 1 to 99999");
    }
    return Integer.parseInt(text);
  }

  private static String mean(List<JobLine> lines) {
    return lines.isEmpty()
        ? ""
        : Measures.duration(
            lines.stream()
                .map(JobLine::ran)
                .reduce(Duration.ZERO, Duration::plus)
                .dividedBy(lines.size()));
  }

  /// Only where some of the jobs shown would be met.
  private static Bulk bulk(JobFilters filters, Frame frame, List<JobLine> shown) {
    boolean ended =
        shown.stream()
            .anyMatch(each -> each.state() == JobState.FAILED || each.state() == JobState.CANCELED);
    boolean open =
        shown.stream()
            .anyMatch(each -> each.state() == JobState.RUNNING || each.state() == JobState.WAITING);
    String query = filters.query().isEmpty() ? "" : "&" + filters.query();
    return new Bulk(
        frame.mayOperate() && ended ? "/worker-manager/bulk/new?action=retry" + query : "",
        frame.mayOperate() && open ? "/worker-manager/bulk/new?action=cancel" + query : "");
  }

  private static List<Choice> types(JobFilters filters) {
    return Arrays.stream(QueueType.values())
        .map(QueueType::queueName)
        .map(name -> new Choice(name, name, name.equals(filters.type())))
        .toList();
  }

  private List<Choice> databoxes(JobFilters filters) {
    return desk.databoxes().stream()
        .map(DataboxSummary::databox)
        .map(
            databox ->
                new Choice(
                    String.valueOf(databox.id()),
                    databox.viewName(),
                    String.valueOf(databox.id()).equals(filters.databox())))
        .toList();
  }

  private static List<Choice> states(JobFilters filters, Frame frame) {
    return Arrays.stream(JobState.values())
        .map(
            state ->
                new Choice(
                    state.column(), frame.t("state." + state.column()), filters.shows(state)))
        .toList();
  }

  private static List<Choice> periods(JobFilters filters, Frame frame) {
    return JobFilters.PERIODS.keySet().stream()
        .map(
            period ->
                new Choice(period, frame.t("period." + period), period.equals(filters.period())))
        .toList();
  }

  /// A job's own page.
  ///
  /// - Shape: `payload` is its message as indented JSON, or as it is.
  public record JobView(
      Frame frame,
      JobRow job,
      String payload,
      String reason,
      List<Attempt> attempts,
      List<JobRow> related,
      String notice) {}

  /// One execution of a job.
  public record Attempt(
      int number,
      String outcome,
      String word,
      String reason,
      String errorClass,
      String tool,
      String output,
      String process,
      Moment started,
      String duration) {}

  private void job(Context context) {
    Frame frame = Visit.frame(context, clock);
    JobDetails details = desk.job(context.pathParam("key"));
    JobLine line = details.job();
    Frame titled =
        frame.titled("worker-manager/jobs", frame.t("job.title", line.type().queueName()));
    views.pageOrPart(
        context,
        "job",
        "job-part",
        new JobView(
            titled,
            JobRow.of(line, titled),
            pretty(line.envelopeJson()),
            line.reason(),
            details.attempts().reversed().stream().map(each -> attempt(each, titled)).toList(),
            related(line, titled),
            notice(context, titled)));
  }

  private static String notice(Context context, Frame frame) {
    String done = context.queryParam("done");
    return "retry".equals(done) || "cancel".equals(done) ? frame.t("job.done." + done) : "";
  }

  private static Attempt attempt(AttemptLine line, Frame frame) {
    return new Attempt(
        line.attempt(),
        line.outcome().replace(' ', '-'),
        frame.t("outcome." + line.outcome().replace(' ', '-')),
        line.reason(),
        line.errorClass(),
        line.tool(),
        line.toolOutput(),
        line.processText(),
        frame.moment(line.started()),
        Measures.duration(Duration.between(line.started(), line.ended().orElse(frame.now()))));
  }

  private List<JobRow> related(JobLine line, Frame frame) {
    if (line.databoxId().isEmpty() || line.recordId().isEmpty()) {
      return List.of();
    }
    var same = JobFilter.ofRecord(line.databoxId().get(), line.recordId().get());
    return desk.jobs(same, MOST_RELATED + 1).stream()
        .filter(each -> !each.key().equals(line.key()))
        .limit(MOST_RELATED)
        .map(each -> JobRow.of(each, frame))
        .toList();
  }

  private static String pretty(String json) {
    try {
      return Json.writePretty(Json.object(json));
    } catch (JsonException _) {
      return json;
    }
  }

  private void retry(Context context) {
    String key = context.pathParam("key");
    signed.retry(Visit.account(context), key);
    context.redirect(JobRow.address(key) + "?done=retry", HttpStatus.SEE_OTHER);
  }

  private void cancel(Context context) {
    String key = context.pathParam("key");
    signed.cancel(Visit.account(context), key);
    context.redirect(JobRow.address(key) + "?done=cancel", HttpStatus.SEE_OTHER);
  }
}
