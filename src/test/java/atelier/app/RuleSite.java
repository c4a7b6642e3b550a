package atelier.app;

import atelier.queue.QueueDeclaration;
import atelier.queue.Topology;
import atelier.queue.amqp.AmqpBroker;
import atelier.queue.amqp.AmqpSettings;
import atelier.store.ApplicationBox;
import java.nio.file.Path;
import java.time.Clock;

/// Where a test's processes meet.
///
/// - Shape: `server` as [ChaosProcess] takes it; empty = SQLite in `folder`.
record RuleSite(AmqpSettings broker, String server, Path folder) {
  ApplicationBox open(Clock clock) {
    return ChaosProcess.open(folder, server, clock);
  }

  /// `amqp://user:password@host:port`
  String address() {
    return "amqp://%s:%s@%s:%d"
        .formatted(broker.user(), broker.password(), broker.hosts().getFirst(), broker.port());
  }

  /// Takes all queues away, with what is in them.
  void deleteQueues() {
    try (var client = AmqpBroker.connect(this::broker, RuleMember.SOON)) {
      for (QueueDeclaration each : Topology.usual().all()) {
        client.queues().delete(each.queue());
      }
    }
  }
}
