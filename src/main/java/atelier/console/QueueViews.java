package atelier.console;

import atelier.desk.QueueLine;
import atelier.desk.QueueOverview;
import atelier.job.Wishes.Pause;
import atelier.queue.QueueDifference;
import atelier.queue.QueueName.Role;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Queues.QueueState;
import atelier.queue.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// Queues as rows of tables and as JSON.
final class QueueViews {
  private static final String ABANDONED = "nobody consumes this queue";
  private static final String ALONE = "no consumer now";

  private QueueViews() {}

  static Table table(QueueOverview overview) {
    var table =
        new Table(
            "QUEUE",
            ">READY",
            ">RUNNING",
            ">RETRY",
            ">DELAYED",
            ">LOOP",
            ">FAILED",
            ">CONSUMERS",
            "NOTES");
    for (QueueLine line : overview.lines()) {
      table.row(
          line.type(),
          count(line.ready()),
          line.running(),
          count(line.waiting(Role.RETRY)),
          count(line.waiting(Role.DELAYED)),
          count(line.waiting(Role.LOOP)),
          count(line.waiting(Role.FAILED)),
          line.consumers(),
          notes(line));
    }
    for (QueueState other : overview.others()) {
      table.row(other.name(), count(other.ready()), "-", "-", "-", "-", "-", other.consumers(), "");
    }
    return table;
  }

  private static String notes(QueueLine line) {
    var notes = new ArrayList<String>();
    if (line.isAlone()) {
      notes.add(line.abandoned() ? ABANDONED : ALONE);
    }
    line.pause().ifPresent(pause -> notes.add(pause(pause)));
    if (line.settings().isChanged()) {
      notes.add(
          settings(line.type(), line.settings().wished())
              + " (configured: "
              + settings(line.type(), line.settings().configured())
              + ")");
    }
    line.pending().forEach(each -> notes.add(pending(each)));
    return String.join("; ", notes);
  }

  private static String pause(Pause pause) {
    return "paused by "
        + pause.author()
        + ": "
        + pause.reason()
        + pause.until().map(end -> " (until " + Show.moment(end) + ")").orElse("");
  }

  /// `max_retry 3, delay 10 s, delayed 5 s`
  static String settings(QueueType type, QueueSettings settings) {
    return "max_retry "
        + settings.maxRetry()
        + ", delay "
        + seconds(settings.retryDelay())
        + (Topology.hasDelayed(type) ? ", delayed " + seconds(settings.delayedDelay()) : "");
  }

  /// Exact, as it is a setting: `10 s`, `1.5 s`, `7200 s`.
  static String seconds(Duration delay) {
    long millis = delay.toMillis();
    return millis % 1000 == 0
        ? millis / 1000 + " s"
        : String.format(Locale.ROOT, "%.3f s", millis / 1000.0);
  }

  static String pending(QueueDifference difference) {
    return difference.queue()
        + ": "
        + difference.argument()
        + " "
        + difference.inForce().orElse("absent")
        + " in force, "
        + difference.pending().orElse("absent")
        + " pending";
  }

  static Table tableOfAll(QueueOverview overview) {
    var table = new Table("QUEUE", ">READY", ">UNANSWERED", ">CONSUMERS", "NOTES");
    for (QueueState state : overview.states()) {
      table.row(
          state.name(),
          count(state.ready()),
          count(state.unanswered()),
          state.consumers(),
          String.join("; ", state.differences().stream().map(QueueViews::pending).toList()));
    }
    return table;
  }

  private static String count(OptionalLong count) {
    return count.isPresent() ? String.valueOf(count.getAsLong()) : "-";
  }

  static List<Map<String, Object>> jsonOfAll(QueueOverview overview) {
    return overview.states().stream().map(QueueViews::json).toList();
  }

  private static Map<String, Object> json(QueueState state) {
    var values = new LinkedHashMap<String, Object>();
    values.put("queue", state.name());
    put(values, "ready", state.ready());
    put(values, "unanswered", state.unanswered());
    values.put("consumers", state.consumers());
    values.put("pending", state.differences().stream().map(QueueViews::json).toList());
    return values;
  }

  static List<Map<String, Object>> json(QueueOverview overview) {
    var rows = new ArrayList<Map<String, Object>>();
    overview.lines().forEach(line -> rows.add(json(line)));
    overview.others().forEach(other -> rows.add(json(other)));
    return rows;
  }

  private static Map<String, Object> json(QueueLine line) {
    var values = new LinkedHashMap<String, Object>();
    values.put("queue", line.type().queueName());
    put(values, "ready", line.ready());
    put(values, "unanswered", line.unanswered());
    values.put("running", line.running());
    for (Role role : Role.values()) {
      put(values, role.name().toLowerCase(Locale.ROOT), line.waiting(role));
    }
    values.put("consumers", line.consumers());
    values.put("no_consumer_now", line.isAlone());
    values.put("nobody_consumes", line.abandoned());
    line.pause().ifPresent(pause -> values.put("pause", json(pause)));
    values.put("settings", json(line.settings().wished()));
    values.put("configured", json(line.settings().configured()));
    values.put("pending", line.pending().stream().map(QueueViews::json).toList());
    return values;
  }

  private static Map<String, Object> json(Pause pause) {
    var values = new LinkedHashMap<String, Object>();
    values.put("reason", pause.reason());
    values.put("author", pause.author());
    values.put("since", pause.since().toString());
    pause.until().map(Instant::toString).ifPresent(end -> values.put("until", end));
    return values;
  }

  /// The names and units of the configuration.
  private static Map<String, Object> json(QueueSettings settings) {
    var values = new LinkedHashMap<String, Object>();
    values.put("max_retry", settings.maxRetry());
    values.put("ttl_retry", settings.retryDelay().toMillis());
    values.put("ttl_delayed", settings.delayedDelay().toMillis());
    return values;
  }

  private static Map<String, Object> json(QueueDifference difference) {
    var values = new LinkedHashMap<String, Object>();
    values.put("queue", difference.queue().text());
    values.put("argument", difference.argument());
    difference.inForce().ifPresent(value -> values.put("in_force", value));
    difference.pending().ifPresent(value -> values.put("pending", value));
    return values;
  }

  private static void put(Map<String, Object> values, String name, OptionalLong count) {
    count.ifPresent(number -> values.put(name, number));
  }
}
