package atelier.queue.amqp;

import atelier.queue.QueueDeclaration;
import atelier.queue.QueueDifference;
import atelier.queue.QueueName;
import atelier.queue.amqp.Line.Link;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Declares exchanges and queues, and remembers which, so that a new connection finds them
/// declared.
///
/// Thread-safe: what is remembered is guarded by `this`; each declaring opens channels of its own.
final class Declarations {
  private static final int MOST_DIFFERENCES = 8;

  private final Map<QueueName, QueueDeclaration> remembered = new LinkedHashMap<>();
  private final Differences differences;

  Declarations(Differences differences) {
    this.differences = differences;
  }

  /// Remembers the queues; the latest declaration of a queue counts.
  synchronized void remember(List<QueueDeclaration> queues) {
    queues.forEach(each -> remembered.put(each.queue(), each));
  }

  synchronized Optional<QueueDeclaration> remembered(QueueName queue) {
    return Optional.ofNullable(remembered.get(queue));
  }

  synchronized List<QueueDeclaration> remembered() {
    return List.copyOf(remembered.values());
  }

  /// Declares all that is remembered.
  void declareAll(Link link) throws IOException {
    declare(link, remembered());
  }

  /// Declares a queue again that somebody has deleted; false when it is none that was declared.
  boolean declareAgain(Link link, QueueName queue) throws IOException {
    Optional<QueueDeclaration> wish = remembered(queue);
    if (wish.isPresent()) {
      declare(link, List.of(wish.get()));
    }
    return wish.isPresent();
  }

  /// - Errors: [IOException] when the connection breaks or the broker refuses for another reason
  ///   than other arguments.
  void declare(Link link, List<QueueDeclaration> queues) throws IOException {
    if (queues.isEmpty()) {
      return;
    }
    Channel channel = Channels.open(link);
    try {
      for (String exchange : List.of(QueueName.BASE_EXCHANGE, QueueName.SIBLING_EXCHANGE)) {
        channel.exchangeDeclare(exchange, "direct", true);
      }
      for (QueueDeclaration queue : queues) {
        channel = declare(link, channel, queue);
        String name = queue.queue().text();
        channel.queueBind(name, queue.queue().exchange(), name);
      }
    } finally {
      Channels.discard(channel);
    }
    if (link.dialect() == Dialect.QPID) {
      differences.look(queues);
    }
  }

  /// Declares a queue, giving way where one exists with other arguments; each refusal closes the
  /// channel and names one of them.
  ///
  /// - Shape: the channel to go on with.
  private Channel declare(Link link, Channel first, QueueDeclaration queue) throws IOException {
    Channel channel = first;
    var arguments = new HashMap<>(link.dialect().arguments(queue));
    var found = new ArrayList<QueueDifference>();
    boolean settled = false;
    while (!settled) {
      try {
        channel.queueDeclare(queue.queue().text(), true, false, false, arguments);
        settled = true;
      } catch (IOException | ShutdownSignalException e) {
        Inequality inequality = inequality(e).orElse(null);
        if (inequality == null) {
          throw e;
        }
        channel = Channels.open(link);
        Object wished = arguments.get(inequality.argument());
        found.add(
            new QueueDifference(
                queue.queue(),
                inequality.argument(),
                inequality.current().map(Object::toString),
                Optional.ofNullable(wished).map(Object::toString)));
        // What is no argument, or is refused once more, cannot be given way to: it is there, and
        // may be used.
        settled = !inequality.isArgument() || found.size() > MOST_DIFFERENCES;
        inequality
            .current()
            .ifPresentOrElse(
                current -> arguments.put(inequality.argument(), current),
                () -> arguments.remove(inequality.argument()));
      }
    }
    if (link.dialect() != Dialect.QPID) {
      differences.note(queue.queue(), found);
    }
    return channel;
  }

  private static Optional<Inequality> inequality(Exception refusal) {
    return Refusal.code(refusal).orElse(0) == Refusal.PRECONDITION_FAILED
        ? Inequality.parse(Refusal.reason(refusal))
        : Optional.empty();
  }
}
