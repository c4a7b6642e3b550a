package atelier.queue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a broker in our own process tells of its queues beyond what AMQP does.
public interface InsideView {
  /// Every queue it has; nothing when the broker does not run in this process.
  Optional<List<InsideQueue>> queues();

  /// No broker runs in this process.
  static InsideView none() {
    return Optional::empty;
  }

  /// One queue, seen from within.
  ///
  /// - Shape: `arguments` has those only that were set; `ready` does not count what is in the hands
  ///   of a consumer, `unanswered` does.
  record InsideQueue(
      String name, long ready, long unanswered, int consumers, Map<String, String> arguments) {
    public InsideQueue {
      arguments = Map.copyOf(arguments);
    }
  }
}
