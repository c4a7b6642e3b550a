package atelier.job;

import atelier.queue.QueueType;
import java.util.List;

/// Jobs that run longer than a broker waits for its answer: their message is acknowledged early and
/// kept in the ledger instead, so that whoever finds the owner dead can publish it again.
///
/// - Errors: every method throws [JobStoreException] when the database cannot be reached.
/// - Thread-safe.
/// - Source: RabbitMQ closes a channel whose delivery is not answered within `consumer_timeout`, 30
///   minutes unless set, <https://www.rabbitmq.com/docs/consumers#acknowledgement-timeout>.
public interface Custody {
  /// From now on the ledger's copy of the message is the only one.
  ///
  /// - Shape: false when this process does not own the execution any more; nothing changed then.
  boolean take(Job job);

  /// The jobs in custody that run, whoever their owners are.
  List<Kept> kept();

  /// Lets go of a job whose message was published again; does nothing when it has another owner by
  /// now.
  void release(Kept kept);

  /// A running job and its message.
  ///
  /// - Shape: `owner` is [ProcessIdentity#text()].
  record Kept(JobKey key, QueueType type, int attempt, String envelopeJson, String owner) {}
}
