package atelier.queue;

import java.util.Optional;

/// A queue that exists with another argument than we wish for.
///
/// - Shape: `argument` in the broker's own words (`x-message-ttl`, in milliseconds); `inForce` =
///   what holds now, `pending` = what would hold after the queue is made anew; empty = the argument
///   is absent.
public record QueueDifference(
    QueueName queue, String argument, Optional<String> inForce, Optional<String> pending) {
  @Override
  public String toString() {
    return argument + " is " + inForce.orElse("absent") + ", wished " + pending.orElse("absent");
  }
}
