package atelier.desk;

import atelier.queue.QueueName;
import atelier.queue.Queues.QueueState;
import java.util.List;

/// How all queues stand.
///
/// - Shape: `lines` in the order of [atelier.queue.QueueType]; `states` each queue by itself.
public record QueueOverview(List<QueueLine> lines, List<QueueState> states) {
  public QueueOverview {
    lines = List.copyOf(lines);
    states = List.copyOf(states);
  }

  /// The queues that belong to no line: what nobody can read, and what is left of moves that were
  /// cut short.
  public List<QueueState> others() {
    return states.stream()
        .filter(each -> each.queue().map(QueueName.Unroutable.class::isInstance).orElse(true))
        .toList();
  }
}
