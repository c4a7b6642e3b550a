package atelier.job;

import atelier.queue.Delivery;
import atelier.queue.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Messages that the broker handed us and that wait for a free slot; their queues take turns.
///
/// - Guarded by its own monitor.
final class TakenQueue {
  private final Map<QueueName, Deque<Taken>> byQueue = new LinkedHashMap<>();
  private boolean closed;

  synchronized void add(Delivery delivery, Instant now) {
    if (closed) {
      delivery.giveBack();
      return;
    }
    byQueue
        .computeIfAbsent(delivery.queue(), _ -> new ArrayDeque<>())
        .add(new Taken(delivery, now));
    notifyAll();
  }

  /// The next one of a queue that has room; its queue then stands last in the line of queues.
  ///
  /// - Shape: waits until there is one.
  synchronized Delivery next(Predicate<QueueName> hasRoom) throws InterruptedException {
    while (true) {
      for (var queue : byQueue.entrySet()) {
        Taken taken = hasRoom.test(queue.getKey()) ? queue.getValue().poll() : null;
        if (taken != null) {
          byQueue.remove(queue.getKey());
          byQueue.put(queue.getKey(), queue.getValue());
          return taken.delivery;
        }
      }
      wait();
    }
  }

  /// A queue may have room again: look anew.
  synchronized void look() {
    notifyAll();
  }

  /// Takes out those of one queue.
  synchronized List<Delivery> of(QueueName queue) {
    Deque<Taken> line = byQueue.remove(queue);
    return line == null ? List.of() : line.stream().map(Taken::delivery).toList();
  }

  /// Takes out those that have waited this long.
  synchronized List<Delivery> olderThan(Duration age, Instant now) {
    var old = new ArrayList<Delivery>();
    for (var line : byQueue.values()) {
      line.removeIf(
          taken -> {
            boolean isOld = Duration.between(taken.since, now).compareTo(age) > 0;
            if (isOld) {
              old.add(taken.delivery);
            }
            return isOld;
          });
    }
    return old;
  }

  /// Takes out all, and gives back whatever still comes.
  synchronized List<Delivery> close() {
    closed = true;
    var all = new ArrayList<Delivery>();
    byQueue.values().forEach(line -> line.forEach(taken -> all.add(taken.delivery)));
    byQueue.clear();
    return all;
  }

  private record Taken(Delivery delivery, Instant since) {}
}
