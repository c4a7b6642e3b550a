package atelier.queue.amqp;

import atelier.queue.QueueDeclaration;
import atelier.queue.QueueKind;
import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What differs between the two brokers: how the arguments of a queue are written.
///
/// - Source: <https://www.rabbitmq.com/docs/dlx>, <https://www.rabbitmq.com/docs/ttl>;
///   <https://qpid.apache.org/releases/qpid-broker-j-10.0.1/book/Java-Broker-Appendix-Queue-Declare-Arguments.html>.
enum Dialect {
  RABBITMQ {
    @Override
    Map<String, Object> arguments(QueueDeclaration queue) {
      return rabbitArguments(queue);
    }
  },

  /// Since 4.0 a quorum queue drops what was given back 20 times; with us nothing is dropped for
  /// that, as attempts are counted elsewhere. Earlier ones have no such limit and refuse a -1.
  RABBITMQ_4 {
    @Override
    Map<String, Object> arguments(QueueDeclaration queue) {
      var arguments = rabbitArguments(queue);
      if (queue.kind() == QueueKind.QUORUM) {
        arguments.put("x-delivery-limit", -1L);
      }
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

  private static final Pattern MAJOR = Pattern.compile("(\\d{1,4})\\.");

  /// The arguments a queue is declared with.
  abstract Map<String, Object> arguments(QueueDeclaration queue);

  /// A quorum queue passes expired messages on safely only when told so, and then wants to be told
  /// as well what to do when it is full, which ours never are.
  private static Map<String, Object> rabbitArguments(QueueDeclaration queue) {
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
    if (queue.kind() == QueueKind.QUORUM) {
      arguments.put("x-queue-type", "quorum");
      if (queue.deadLetters().isPresent()) {
        arguments.put("x-dead-letter-strategy", "at-least-once");
        arguments.put("x-overflow", "reject-publish");
      }
    }
    return arguments;
  }

  static Dialect of(Connection connection) {
    Map<String, Object> server = connection.getServerProperties();
    return of(String.valueOf(server.get("product")), String.valueOf(server.get("version")));
  }

  static Dialect of(String product, String version) {
    if (product.toLowerCase(Locale.ROOT).contains("qpid")) {
      return QPID;
    }
    Matcher major = MAJOR.matcher(version);
    return major.lookingAt() && Integer.parseInt(major.group(1)) >= 4 ? RABBITMQ_4 : RABBITMQ;
  }
}
