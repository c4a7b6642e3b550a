package atelier.desk;

import atelier.json.Json;
import atelier.json.JsonException;
import atelier.queue.Message;
import atelier.queue.Queues.Peeked;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A message as it lies in a queue.
///
/// - Shape: `cause` is the `reason` made such that equal causes have equal texts; `attempt` and
///   `host` as far as it tells; `text` its body.
/// - Units: `published` to the second, the last time it was.
public record QueuedMessage(
    String id,
    String cause,
    Optional<String> reason,
    Optional<String> attempt,
    Optional<String> host,
    String text) {

  static QueuedMessage of(Peeked peeked) {
    Message message = peeked.message();
    return new QueuedMessage(
        peeked.id(),
        peeked.cause(),
        message.header(Message.REASON_HEADER),
        message.header(Message.ATTEMPT_HEADER),
        message.header(Message.HOST_HEADER),
        message.text());
  }

  /// When it was published the last time; empty when it does not say.
  public Optional<Instant> published() {
    return json()
        .flatMap(
            values ->
                values.get("payload") instanceof Map<?, ?> payload
                        && payload.get("published") instanceof Integer seconds
                    ? Optional.of(Instant.ofEpochSecond(seconds))
                    : Optional.empty());
  }

  /// Its body, when that is a JSON object.
  public Optional<Map<String, Object>> json() {
    try {
      return Optional.of(Json.object(text));
    } catch (JsonException _) {
      return Optional.empty();
    }
  }
}
