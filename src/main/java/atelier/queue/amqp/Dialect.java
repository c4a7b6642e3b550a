package atelier.queue.amqp;

import atelier.queue.QueueDeclaration;
import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What differs between the two brokers: how the arguments of a queue are written.
///
/// - Source: <https://www.rabbitmq.com/docs/dlx>, <https://www.rabbitmq.com/docs/ttl>;
///   <https://qpid.apache.org/releases/qpid-broker-j-10.0.1/book/Java-Broker-Appendix-Queue-Declare-Arguments.html>.
enum Dialect {
  RABBITMQ {
    @Override
    Map<String, Object> arguments(QueueDeclaration queue) {
      var arguments = new HashMap<String, Object>();
      queue
          .timeToLive()
          .map(Duration::toMillis)
          .ifPresent(ttl -> arguments.put("x-message-ttl", ttl));
      queue
          .deadLetters()
          .ifPresent(
              target -> {
                arguments.put("x-dead-letter-exchange", target.exchange());
                arguments.put("x-dead-letter-routing-key", target.text());
              });
      return arguments;
    }
  },

  /// Only what expires moves on: Qpid puts a rejected message back whatever the arguments say, and
  /// nothing of ours is ever rejected. So a base queue has no arguments here, which also keeps two
  /// queues from each needing the other to be declared first.
  QPID {
    @Override
    Map<String, Object> arguments(QueueDeclaration queue) {
      var arguments = new HashMap<String, Object>();
      queue
          .timeToLive()
          .map(Duration::toMillis)
          .ifPresent(
              ttl -> {
                arguments.put("maximumMessageTtl", ttl);
                queue
                    .deadLetters()
                    .ifPresent(
                        target -> {
                          arguments.put("expiryPolicy", "ROUTE_TO_ALTERNATE");
                          arguments.put("alternateBinding", Map.of("destination", target.text()));
                        });
              });
      return arguments;
    }
  };

  /// The arguments a queue is declared with.
  abstract Map<String, Object> arguments(QueueDeclaration queue);

  static Dialect of(Connection connection) {
    String product = String.valueOf(connection.getServerProperties().get("product"));
    return product.toLowerCase(Locale.ROOT).contains("qpid") ? QPID : RABBITMQ;
  }
}
