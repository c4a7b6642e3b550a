package atelier.job;

import atelier.OutsideException;
import atelier.OutsideException.ToolWords;
import atelier.job.JobStore.AttemptReport;
import atelier.queue.BadMessageException;

/// What an exception of a job means: the one place that decides between another try and giving up.
///
/// - Shape: the outside failed → try again; anything else is a bug or a wrong order, which no retry
///   cures.
final class Verdict {
  private static final int LONGEST_HEADER = 2000;
  private static final ToolWords NO_TOOL = new ToolWords("", "");

  private Verdict() {}

  static Outcome on(Throwable failure) {
    return switch (failure) {
      case OutsideException e -> new Outcome.TryAgain(text(e));
      case BadMessageException e -> new Outcome.GivenUp(text(e));
      default -> new Outcome.GivenUp(failure.getClass().getSimpleName() + ": " + text(failure));
    };
  }

  /// What is kept of a failure beside its outcome.
  static AttemptReport report(Throwable failure) {
    ToolWords words =
        failure instanceof OutsideException outside ? outside.toolWords().orElse(NO_TOOL) : NO_TOOL;
    return new AttemptReport(failure.getClass().getName(), words.tool(), words.output());
  }

  /// The message with those of its causes, as far as they say more.
  static String text(Throwable failure) {
    var text = new StringBuilder(String.valueOf(failure.getMessage()));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      String more = String.valueOf(cause.getMessage());
      if (cause.getMessage() != null && text.indexOf(more) < 0) {
        text.append(": ").append(more);
      }
    }
    return text.toString();
  }

  /// A reason as a message header carries it: brokers bound the size of headers.
  static String forHeader(String reason) {
    return reason.length() <= LONGEST_HEADER ? reason : reason.substring(0, LONGEST_HEADER) + "…";
  }
}
