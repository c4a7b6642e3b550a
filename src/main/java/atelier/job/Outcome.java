package atelier.job;

/// How an execution ended.
public sealed interface Outcome {
  /// Finished; `info` is for people and may be empty.
  record Done(String info) implements Outcome {}

  /// An error that another try may cure: retry queue, or failed queue once `max_retry` is passed.
  record TryAgain(String reason) implements Outcome {}

  /// The record is locked by another job: comes back later, and this execution does not count.
  record Busy(String reason) implements Outcome {}

  /// An error that no retry can cure: failed queue at once.
  record GivenUp(String reason) implements Outcome {}

  /// An operator's wish: acknowledged, stays away.
  record Canceled(String by) implements Outcome {}

  /// We stop: handed back, runs again.
  record Interrupted(String why) implements Outcome {}

  /// What a person wants to read of it; may be empty.
  default String text() {
    return switch (this) {
      case Done(String info) -> info;
      case TryAgain(String reason) -> reason;
      case Busy(String reason) -> reason;
      case GivenUp(String reason) -> reason;
      case Canceled(String by) -> "canceled by " + by;
      case Interrupted(String why) -> why;
    };
  }
}
