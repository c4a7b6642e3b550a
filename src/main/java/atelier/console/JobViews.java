package atelier.console;

import atelier.desk.Measures;
import atelier.job.JobState;
import atelier.job.JobStore.AttemptLine;
import atelier.job.JobStore.JobLine;
import atelier.job.JobStore.Progress;
import atelier.json.Json;
import atelier.json.JsonException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Jobs as rows of a table and as JSON.
final class JobViews {
  private JobViews() {}

  static Table table(List<JobLine> jobs) {
    var table =
        new Table(
            "JOB", "QUEUE", "RECORD", "WORK ON", "STATE", ">TRY", ">RAN", "CHANGED", "REASON");
    for (JobLine job : jobs) {
      table.row(
          job.key(),
          job.type(),
          record(job),
          job.workOn().isEmpty() ? "-" : job.workOn(),
          state(job),
          job.attempt(),
          Measures.duration(job.ran()),
          Show.moment(job.changed()),
          job.reason());
    }
    return table;
  }

  static Map<String, Object> json(JobLine job) {
    var values = new LinkedHashMap<String, Object>();
    values.put("job", job.key().text());
    values.put("queue", job.type().queueName());
    values.put("record", record(job));
    values.put("work_on", job.workOn());
    values.put("state", job.state().column());
    values.put("attempt", job.attempt());
    values.put("ran_ms", job.ran().toMillis());
    values.put("created", job.created().toString());
    values.put("changed", job.changed().toString());
    values.put("reason", job.reason());
    job.progress()
        .ifPresent(
            progress -> {
              values.put("progress", progress.fraction());
              progress.left().ifPresent(left -> values.put("left_seconds", left.toSeconds()));
            });
    return values;
  }

  static Map<String, Object> json(AttemptLine attempt) {
    var values = new LinkedHashMap<String, Object>();
    values.put("attempt", attempt.attempt());
    values.put("outcome", attempt.outcome());
    values.put("reason", attempt.reason());
    values.put("error_class", attempt.errorClass());
    values.put("tool", attempt.tool());
    values.put("tool_output", attempt.toolOutput());
    values.put("process", attempt.processText());
    values.put("started", attempt.started().toString());
    attempt.ended().ifPresent(ended -> values.put("ended", ended.toString()));
    return values;
  }

  /// The envelope for a person: as JSON with line ends where it is JSON.
  static String envelope(JobLine job) {
    try {
      return Json.writePretty(Json.object(job.envelopeJson()));
    } catch (JsonException e) {
      return job.envelopeJson();
    }
  }

  private static String state(JobLine job) {
    return state(job.state())
        + job.progress().map(progress -> ", " + progress(progress)).orElse("");
  }

  /// `42 %, about 3 min left`
  static String progress(Progress progress) {
    String percent = (int) Math.floor(progress.fraction() * 100) + " %";
    return progress
        .left()
        .map(left -> percent + ", about " + about(left) + " left")
        .orElse(percent);
  }

  private static String about(Duration left) {
    if (left.toSeconds() < 60) {
      return Math.max(1, left.toSeconds()) + " s";
    }
    return left.toMinutes() < 90
        ? Math.round(left.toSeconds() / 60.0) + " min"
        : Math.round(left.toMinutes() / 60.0) + " h";
  }

  /// The four states of the reference's panel, and that of what waits.
  static String state(JobState state) {
    return switch (state) {
      case RUNNING -> "Running";
      case WAITING -> "Waiting";
      case FINISHED -> "Finished";
      case FAILED -> "In error";
      case CANCELED -> "Interrupted";
    };
  }

  private static String record(JobLine job) {
    return job.databoxId()
        .flatMap(databox -> job.recordId().map(record -> databox + "_" + record))
        .orElse("-");
  }
}
