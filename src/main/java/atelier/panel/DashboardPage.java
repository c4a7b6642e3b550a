package atelier.panel;

import atelier.desk.Desk.ProcessLine;
import atelier.desk.Measures;
import atelier.desk.OverviewDesk;
import atelier.desk.OverviewDesk.Overview;
import atelier.desk.QueueLine;
import atelier.desk.QueueOverview;
import atelier.job.Figures.Minute;
import atelier.job.Figures.Pace;
import atelier.job.Figures.Reason;
import atelier.json.Json;
import atelier.queue.QueueName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// The first page: what goes on, what needs somebody.
public final class DashboardPage {
  private static final int MINUTES = 60;
  private static final long LITTLE_DISK = 5_000_000_000L;
  private static final long MUCH_TO_INDEX = 1000;
  private static final int MOST_REASONS = 8;

  private final OverviewDesk desk;
  private final Views views;
  private final Clock clock;

  DashboardPage(OverviewDesk desk, Views views, Clock clock) {
    this.desk = desk;
    this.views = views;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get("/", this::show, Access.VIEWER);
    routes.get("/dashboard/minutes", this::minutes, Access.VIEWER);
  }

  /// All of it.
  public record View(
      Frame frame,
      List<Figure> figures,
      List<Attention> attention,
      List<JobRow> running,
      List<Bar> queues,
      List<Tempo> tempos,
      List<Worker> workers) {}

  /// One number with its name.
  public record Figure(String name, String value, String address) {}

  /// Something that needs somebody; `grave` = work stands still.
  public record Attention(boolean grave, String what, String detail, String address) {}

  /// A queue with messages.
  public record Bar(String queue, String count, long exact, long most) {}

  /// How long one kind of work takes.
  public record Tempo(String type, String executions, String mean, String longest) {}

  /// A process that works; `slots` of it are there, `running` are taken.
  public record Worker(String name, int running, int slots, String memory, boolean alive) {}

  private void show(Context context) {
    Frame frame = Visit.frame(context, clock).at("dashboard", "dashboard.title");
    Overview overview = desk.overview();
    views.pageOrPart(
        context,
        "dashboard",
        "dashboard-part",
        new View(
            frame,
            figures(overview, frame),
            attention(overview, frame),
            overview.running().stream().map(line -> JobRow.of(line, frame)).toList(),
            bars(overview, frame),
            overview.paces().stream().map(pace -> tempo(pace, frame)).toList(),
            overview.processes().stream().map(DashboardPage::worker).toList()));
  }

  private static List<Figure> figures(Overview overview, Frame frame) {
    long waiting =
        overview.queues().stream()
            .flatMap(queues -> queues.lines().stream())
            .mapToLong(line -> line.ready().orElse(0))
            .sum();
    return List.of(
        figure(frame, "running", overview.running().size(), "/worker-manager/jobs?state=running"),
        figure(frame, "waiting", waiting, "/worker-manager/queues"),
        figure(
            frame,
            "done",
            sum(overview, Minute::done),
            "/worker-manager/jobs?state=finished&period=1h"),
        figure(
            frame,
            "failed",
            sum(overview, Minute::failed),
            "/worker-manager/jobs?state=failed&period=1h"),
        new Figure(frame.t("dashboard.wait"), Measures.duration(meanWait(overview)), ""));
  }

  private static Figure figure(Frame frame, String name, long value, String address) {
    return new Figure(frame.t("dashboard." + name), Show.number(value, frame.words()), address);
  }

  private static long sum(Overview overview, ToLongFunction<Minute> part) {
    return overview.minutes().stream().mapToLong(part).sum();
  }

  private static Duration meanWait(Overview overview) {
    return Duration.ofMillis(
        Math.round(
            overview.minutes().stream()
                .mapToLong(minute -> minute.meanWait().toMillis())
                .average()
                .orElse(0)));
  }

  private static List<Attention> attention(Overview overview, Frame frame) {
    var attention = new ArrayList<Attention>();
    if (overview.queues().isEmpty()) {
      attention.add(new Attention(true, frame.t("attention.broker"), overview.brokerTrouble(), ""));
    }
    overview.queues().stream()
        .flatMap(queues -> queues.lines().stream())
        .filter(QueueLine::abandoned)
        .forEach(line -> attention.add(abandoned(line, frame)));
    overview.queues().stream()
        .flatMap(queues -> queues.lines().stream())
        .filter(line -> line.pause().isPresent())
        .forEach(line -> attention.add(paused(line, frame)));
    if (overview.freeBytes() < LITTLE_DISK) {
      attention.add(
          new Attention(
              true,
              frame.t("attention.disk", Measures.size(overview.freeBytes())),
              frame.t("attention.disk.what"),
              ""));
    }
    if (overview.toIndex() > MUCH_TO_INDEX) {
      attention.add(
          new Attention(
              false,
              frame.t("attention.index", Show.number(overview.toIndex(), frame.words())),
              "",
              ""));
    }
    overview.reasons().stream()
        .limit(MOST_REASONS)
        .forEach(reason -> attention.add(failed(reason, frame)));
    return List.copyOf(attention);
  }

  private static Attention abandoned(QueueLine line, Frame frame) {
    return new Attention(
        true,
        frame.t("attention.alone", line.type()),
        frame.t("attention.alone.what", line.ready().orElse(0)),
        "/worker-manager/queues/" + line.type());
  }

  private static Attention paused(QueueLine line, Frame frame) {
    return new Attention(
        false,
        frame.t("attention.paused", line.type()),
        line.pause().map(pause -> pause.author() + ": " + pause.reason()).orElse(""),
        "/worker-manager/queues/" + line.type());
  }

  private static Attention failed(Reason reason, Frame frame) {
    return new Attention(
        false,
        frame.t("attention.failed", Show.number(reason.jobs(), frame.words()), reason.type()),
        reason.cause(),
        "/worker-manager/jobs?state=failed&type="
            + reason.type()
            + "&text="
            + URLEncoder.encode(telling(reason.cause()), StandardCharsets.UTF_8));
  }

  /// The longest part of a cause that stands so in the reasons: numbers are left out of causes.
  private static String telling(String cause) {
    String longest = "";
    for (String part : cause.split("#", -1)) {
      longest = part.strip().length() > longest.length() ? part.strip() : longest;
    }
    return longest;
  }

  private static List<Bar> bars(Overview overview, Frame frame) {
    List<QueueLine> lines = overview.queues().map(QueueOverview::lines).orElse(List.of());
    var bars = new LinkedHashMap<String, Long>();
    for (QueueLine line : lines) {
      line.ready().ifPresent(count -> bars.put(line.type().queueName(), count));
      for (QueueName.Role role : QueueName.Role.values()) {
        line.waiting(role)
            .ifPresent(count -> bars.put(new QueueName.Sibling(line.type(), role).text(), count));
      }
    }
    long most = bars.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return bars.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(
            each ->
                new Bar(
                    each.getKey(),
                    Show.number(each.getValue(), frame.words()),
                    each.getValue(),
                    most))
        .toList();
  }

  private static Tempo tempo(Pace pace, Frame frame) {
    return new Tempo(
        pace.type().queueName(),
        Show.number(pace.executions(), frame.words()),
        Measures.duration(pace.mean()),
        Measures.duration(pace.longest()));
  }

  private static Worker worker(ProcessLine line) {
    var report = line.entry().report();
    return new Worker(
        line.entry().host() + " " + line.entry().pid(),
        report.running(),
        report.slots(),
        Measures.size(report.memoryBytes()),
        line.alive());
  }

  /// What the chart draws: for each of the last 60 minutes how many jobs ended, and how.
  private void minutes(Context context) {
    Instant last = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    Map<Instant, Minute> known =
        desk.minutes().stream().collect(Collectors.toMap(Minute::start, Function.identity()));
    var times = new ArrayList<Long>();
    var done = new ArrayList<Long>();
    var failed = new ArrayList<Long>();
    var again = new ArrayList<Long>();
    for (int ago = MINUTES - 1; ago >= 0; ago--) {
      Instant start = last.minus(Duration.ofMinutes(ago));
      Minute minute = known.getOrDefault(start, new Minute(start, 0, 0, 0, Duration.ZERO));
      times.add(start.getEpochSecond());
      done.add(minute.done());
      failed.add(minute.failed());
      again.add(minute.again());
    }
    context.contentType("application/json").result(Json.write(List.of(times, done, again, failed)));
  }
}
