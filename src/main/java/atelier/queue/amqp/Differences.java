package atelier.queue.amqp;

import atelier.queue.InsideView;
import atelier.queue.InsideView.InsideQueue;
import atelier.queue.QueueDeclaration;
import atelier.queue.QueueDifference;
import atelier.queue.QueueName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which queues exist with other arguments than we wish for, as far as is known. Each news is said
/// once.
///
/// Thread-safe.
final class Differences {
  private static final Logger log = LoggerFactory.getLogger(Differences.class);

  private final Map<QueueName, List<QueueDifference>> known = new ConcurrentHashMap<>();
  private final InsideView inside;

  Differences(InsideView inside) {
    this.inside = inside;
  }

  /// What is different at a queue now; an empty list when nothing is any more.
  void note(QueueName queue, List<QueueDifference> differences) {
    List<QueueDifference> before = known.put(queue, List.copyOf(differences));
    if (!differences.isEmpty() && !differences.equals(before)) {
      log.warn("Queue {} stays as it is: {}", queue, differences);
    }
  }

  /// Qpid takes any declaration of a queue that exists; only a look from within shows the truth.
  void look(List<QueueDeclaration> wished) {
    inside
        .queues()
        .ifPresent(
            queues -> {
              Map<String, InsideQueue> byName =
                  queues.stream().collect(Collectors.toMap(InsideQueue::name, Function.identity()));
              for (QueueDeclaration wish : wished) {
                InsideQueue found = byName.get(wish.queue().text());
                if (found != null) {
                  note(wish.queue(), between(found.arguments(), wish));
                }
              }
            });
  }

  private static List<QueueDifference> between(Map<String, String> inForce, QueueDeclaration wish) {
    Map<String, String> wished =
        Dialect.QPID.arguments(wish).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> text(each.getValue())));
    var arguments = new TreeSet<>(inForce.keySet());
    arguments.addAll(wished.keySet());
    var found = new ArrayList<QueueDifference>();
    for (String argument : arguments) {
      var difference =
          new QueueDifference(
              wish.queue(),
              argument,
              Optional.ofNullable(inForce.get(argument)),
              Optional.ofNullable(wished.get(argument)));
      if (!difference.inForce().equals(difference.pending())) {
        found.add(difference);
      }
    }
    return found;
  }

  private static String text(Object argument) {
    return argument instanceof Map<?, ?> binding
        ? String.valueOf(binding.get("destination"))
        : argument.toString();
  }

  List<QueueDifference> of(QueueName queue) {
    return known.getOrDefault(queue, List.of());
  }

  void forget(QueueName queue) {
    known.remove(queue);
  }
}
