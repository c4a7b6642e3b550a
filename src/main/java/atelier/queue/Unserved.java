package atelier.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Notices queues that nobody consumes: base queues with messages and without a consumer, for a
/// minute.
///
/// - One thread only. It knows what it was shown: [#look(List)] wants to be called every few
///   seconds.
public final class Unserved {
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

  private final Clock clock;
  private final Duration patience;
  private final Map<QueueName, Instant> since = new HashMap<>();

  public Unserved(Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
  }

  /// The queues that have stood so for long enough, each with the moment it was first seen so.
  ///
  /// - Shape: in the order of `states`. What waits in other queues than base queues is meant to.
  public List<Waiting> look(List<Queues.QueueState> states) {
    Instant now = clock.instant();
    List<QueueName> alone =
        states.stream().filter(Unserved::isAlone).flatMap(each -> each.queue().stream()).toList();
    since.keySet().retainAll(alone);
    alone.forEach(queue -> since.putIfAbsent(queue, now));
    return alone.stream()
        .map(queue -> Optional.ofNullable(since.get(queue)).map(from -> new Waiting(queue, from)))
        .flatMap(Optional::stream)
        .filter(waiting -> !waiting.since().plus(patience).isAfter(now))
        .toList();
  }

  private static boolean isAlone(Queues.QueueState state) {
    return state.queue().filter(QueueName.Base.class::isInstance).isPresent()
        && state.ready().orElse(0) > 0
        && state.consumers() == 0;
  }

  /// A queue whose messages wait for somebody to come.
  public record Waiting(QueueName queue, Instant since) {}
}
