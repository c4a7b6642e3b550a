package atelier.bench;

import atelier.queue.QueueDeclaration;
import atelier.queue.QueueKind;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import atelier.queue.amqp.AmqpBroker;
import atelier.queue.amqp.AmqpSettings;
import atelier.queue.Broker.Outgoing;
import atelier.queue.Message;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.UUID;

/// A broker with one kind of queues, and jobs put into one of them.
record Target(String name, Supplier<AmqpSettings> settings, QueueKind kind) {
  static final QueueType TYPE = QueueType.FTP;

  Topology topology() {
    return new Topology(Map.of(), Topology.USUAL_FAILED_TTL, kind);
  }

  AmqpBroker connect() {
    return AmqpBroker.connect(settings, AmqpBroker.USUAL_PATIENCE);
  }

  /// Declares all queues anew and puts jobs into [#TYPE]'s.
  void fill(int jobs) {
    try (var broker = connect()) {
      for (QueueDeclaration each : topology().all().reversed()) {
        if (each.queue().text().startsWith(TYPE.queueName())) {
          broker.queues().delete(each.queue());
        }
      }
      broker.declare(topology().all());
      broker.publish(IntStream.range(0, jobs).mapToObj(_ -> job(System.nanoTime())).toList());
    }
  }

  static Outgoing job(long nanoTime) {
    return new Outgoing(
        QueueName.base(TYPE),
        Message.of(
            "{\"message_type\":\"ftp\",\"payload\":{\"sent\":%d,\"text\":\"%s\"}}"
                .formatted(nanoTime, "x".repeat(200)),
            Map.of(Message.JOB_HEADER, UUID.randomUUID().toString(), Message.ATTEMPT_HEADER, 1)));
  }
}
