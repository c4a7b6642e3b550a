package atelier.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What an operator sees of the queues and does to them.
///
/// - Errors: [BrokerException] when the broker cannot be reached or refuses. No message is lost
///   then; one that was being carried from one queue to another may be in both.
/// - Thread-safe.
public interface Queues {
  /// The queues that were declared, in that order, then what is left of moves that were cut short.
  List<QueueState> list();

  /// Where queues exist with other arguments than were declared; what holds, and what would.
  ///
  /// - Shape: as seen at the latest declaration; nothing is known of the embedded broker when it
  ///   runs in another process.
  List<QueueDifference> differences();

  /// Shows the messages at the head of a queue and leaves them there, in their order.
  ///
  /// - Shape: at most `most`, each once, and no more of them than 16 MiB of bodies hold. While this
  ///   runs nobody else gets them; afterwards RabbitMQ marks them as redelivered.
  List<Peeked> peek(QueueName queue, int most);

  /// The reasons for which messages are in a failed queue, the most frequent first.
  ///
  /// - Shape: of the first 10,000 messages.
  List<CauseCount> causes(QueueName queue);

  /// Sends messages of a sibling queue back to their base queue, as new jobs that count their
  /// attempts from one ([Revival] says how). Each is confirmed there before it leaves here; what is
  /// not chosen stays in its order.
  ///
  /// - Shape: only what is there at the start. What nobody can read stays too, and is counted.
  /// - Units: `now` becomes the messages' time of publishing.
  SentBack sendBack(QueueName from, Selection which, Instant now);

  /// Throws away what waits in a queue, but not what a consumer has in hand.
  ///
  /// - Shape: how many.
  long purge(QueueName queue);

  /// Deletes a queue with all that is in it. What was declared comes back, empty and with its
  /// arguments of now, at the next declaration.
  ///
  /// - Shape: how many messages went with it; 0 also when there was no such queue.
  /// - Errors: on the embedded broker also while the queue has consumers, and for a base queue
  ///   whose siblings exist, as they lead to it.
  long delete(QueueName queue);

  /// Deletes a queue and declares it anew, with other arguments, and keeps what is in it.
  ///
  /// Beside `Q` a queue `Q.moving` takes what is published meanwhile; what is in `Q` is carried
  /// there and back. A message may be doubled where both queues are bound for a moment. How long
  /// each has waited is forgotten. One move at a time in the whole installation.
  ///
  /// - Shape: what is different all the same, because somebody else declared the queue first.
  /// - Errors: also while the queue has consumers, or another process moves one; nothing has
  ///   changed then. Whatever a consumer has in hand must be answered before, even when it consumes
  ///   no more. A move that is cut short is finished by the next declaration.
  List<QueueDifference> recreate(QueueDeclaration wish);

  /// How a queue stands.
  ///
  /// - Shape: `queue` is empty for a name that is none of ours; `ready` = waiting, or empty when
  ///   there is no such queue; `unanswered` = in the hands of consumers. Where only the sum of both
  ///   is known, the embedded broker in another process, `ready` is that sum.
  record QueueState(
      String name,
      Optional<QueueName> queue,
      OptionalLong ready,
      OptionalLong unanswered,
      int consumers,
      List<QueueDifference> differences) {
    public QueueState {
      differences = List.copyOf(differences);
    }
  }

  /// A message that was looked at.
  ///
  /// - Shape: `id` names it in a [Selection]: its job's key, else its body's hash. `cause` as in
  ///   [CauseCount].
  record Peeked(String id, String cause, Message message) {
    public static Peeked of(Message message) {
      return new Peeked(
          message.header(Message.JOB_HEADER).orElseGet(message::bodyHash),
          FailureCause.of(message),
          message);
    }
  }

  /// How many messages failed for one cause.
  record CauseCount(String cause, long count) {}

  /// How many messages were sent back, and how many of the chosen ones could not be read and stay.
  record SentBack(long sent, long unreadable) {}

  /// Which messages of a queue are meant.
  sealed interface Selection {
    record All() implements Selection {}

    /// The first with this id.
    record One(String id) implements Selection {}

    record ByCause(String cause) implements Selection {}

    /// The first with this id, with another work order in place of its own.
    record Edited(String id, Envelope envelope) implements Selection {}
  }
}
