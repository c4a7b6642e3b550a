package atelier.queue;

/// One message in our hands, until it is acknowledged or given back.
///
/// - Shape: exactly one of [#acknowledge()] and [#giveBack()] counts, the first; later calls do
///   nothing.
/// - Errors: none; when the channel it came on is gone the broker has taken the message back
///   already.
/// - Thread-safe.
public interface Delivery {
  QueueName queue();

  Message message();

  /// Done with: the broker may forget it.
  void acknowledge();

  /// Not done: the broker shall give it to somebody again.
  void giveBack();
}
