package atelier.queue.amqp;

import atelier.queue.QueueDeclaration;
import atelier.queue.QueueName;
import atelier.queue.amqp.Line.Link;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Declares exchanges and queues, and remembers which, so that a new connection finds them
/// declared.
///
/// Thread-safe: what is remembered is guarded by `this`; each declaring opens channels of its own.
final class Declarations {
  private static final Logger log = LoggerFactory.getLogger(Declarations.class);

  private final Map<QueueName, QueueDeclaration> remembered = new LinkedHashMap<>();
  private final Set<String> saidDifferences = ConcurrentHashMap.newKeySet();

  /// Remembers the queues; the latest declaration of a queue counts.
  synchronized void remember(List<QueueDeclaration> queues) {
    queues.forEach(each -> remembered.put(each.queue(), each));
  }

  private synchronized List<QueueDeclaration> remembered() {
    return List.copyOf(remembered.values());
  }

  /// Declares all that is remembered.
  void declareAll(Link link) throws IOException {
    declare(link, remembered());
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
        if (!declared(channel, queue, link.dialect().arguments(queue))) {
          channel = Channels.open(link); // The refusal has closed the other.
        }
        String name = queue.queue().text();
        channel.queueBind(name, queue.queue().exchange(), name);
      }
    } finally {
      Channels.discard(channel);
    }
  }

  /// False when the queue exists with other arguments.
  private boolean declared(Channel channel, QueueDeclaration queue, Map<String, Object> arguments)
      throws IOException {
    try {
      channel.queueDeclare(queue.queue().text(), true, false, false, arguments);
      return true;
    } catch (IOException | ShutdownSignalException e) {
      if (Refusal.code(e).orElse(0) != Refusal.PRECONDITION_FAILED) {
        throw e;
      }
      String difference = Refusal.reason(e);
      if (saidDifferences.add(difference)) {
        log.warn("Queue {} stays as it is: {}", queue.queue(), difference);
      }
      return false;
    }
  }
}
