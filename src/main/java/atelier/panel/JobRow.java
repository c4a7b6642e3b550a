package atelier.panel;

import atelier.desk.Measures;
import atelier.job.JobState;
import atelier.job.JobStore.JobLine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A job as a list shows it.
///
/// - Shape: `address` of its own page; `record` like `1_12`, and `picture` the address of its
///   thumbnail, empty when it has no record; `progress` in percent, -1 when nothing is known.
public record JobRow(
    String key,
    String address,
    String type,
    State state,
    String record,
    String picture,
    String workOn,
    String reason,
    int attempt,
    Moment created,
    Moment changed,
    String duration,
    int progress) {

  /// A state as icon, word and colour.
  public record State(JobState state, String word) {
    public String name() {
      return state.column();
    }

    public boolean isRunning() {
      return state == JobState.RUNNING;
    }

    /// May be asked to stop.
    public boolean isOpen() {
      return state == JobState.RUNNING || state == JobState.WAITING;
    }
  }

  static JobRow of(JobLine line, Frame frame) {
    Optional<String> record =
        line.databoxId().flatMap(databox -> line.recordId().map(id -> databox + "_" + id));
    String firstLine = line.reason().lines().findFirst().orElse("");
    return new JobRow(
        line.key().text(),
        address(line.key().text()),
        line.type().queueName(),
        state(line.state(), frame),
        record.orElse(""),
        record.map(PicturePages::thumbnail).orElse(""),
        line.workOn(),
        firstLine,
        line.attempt(),
        frame.moment(line.created()),
        frame.moment(line.changed()),
        line.ran().isZero() ? "" : Measures.duration(line.ran()),
        line.progress().map(each -> (int) Math.round(each.fraction() * 100)).orElse(-1));
  }

  /// The address of the record's own page; empty when it has no record.
  public String recordAddress() {
    return record.isEmpty() ? "" : "/records/" + record;
  }

  static State state(JobState state, Frame frame) {
    return new State(state, frame.t("state." + state.column()));
  }

  static String address(String key) {
    return "/worker-manager/jobs/"
        + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
