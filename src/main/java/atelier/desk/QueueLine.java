package atelier.desk;

import atelier.job.Wishes.Pause;
import atelier.queue.QueueDifference;
import atelier.queue.QueueName;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Queues.QueueState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How one kind of work stands: its base queue and the queues beside it.
///
/// - Shape: `states` of those queues, the base queue first; `running` = jobs that our processes
///   run; `abandoned` = messages and no consumer, seen so for a minute.
public record QueueLine(
    QueueType type,
    List<QueueState> states,
    long running,
    boolean abandoned,
    Optional<Pause> pause,
    Settings settings) {
  public QueueLine {
    states = List.copyOf(states);
  }

  /// Messages in the base queue; empty when there is no such queue.
  ///
  /// - Shape: of the embedded broker in another process, those in the hands of consumers too.
  public OptionalLong ready() {
    return in(QueueName.base(type));
  }

  /// Messages in the hands of consumers, ours and others; empty where the broker does not tell.
  public OptionalLong unanswered() {
    return state(QueueName.base(type)).map(QueueState::unanswered).orElse(OptionalLong.empty());
  }

  public int consumers() {
    return state(QueueName.base(type)).map(QueueState::consumers).orElse(0);
  }

  /// Messages in a queue beside the base queue; empty when there is no such queue.
  public OptionalLong waiting(QueueName.Role role) {
    return in(new QueueName.Sibling(type, role));
  }

  /// Messages and no consumer, at this moment.
  public boolean isAlone() {
    return ready().orElse(0) > 0 && consumers() == 0;
  }

  /// What would be different if the queues were made anew.
  public List<QueueDifference> pending() {
    return states.stream().flatMap(each -> each.differences().stream()).toList();
  }

  private OptionalLong in(QueueName queue) {
    return state(queue).map(QueueState::ready).orElse(OptionalLong.empty());
  }

  private Optional<QueueState> state(QueueName queue) {
    return states.stream().filter(each -> each.name().equals(queue.text())).findFirst();
  }

  /// Settings of a queue: as the configuration has them, and as an operator wishes them.
  public record Settings(QueueSettings configured, QueueSettings wished) {
    public boolean isChanged() {
      return !configured.equals(wished);
    }
  }
}
