package atelier.queue;

import atelier.json.Json;
import atelier.json.JsonException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A message understood: what kind of work, and the work order.
///
/// - Shape: `{"message_type": "subdefCreation", "payload": {…, "published": 1786103386}}`.
/// - Units: `published` in Unix seconds, set anew at every publish.
/// - Errors: [BadMessageException] from [#read(Message)].
/// - Source: `docs/phraseanet.md`, messages.
public record Envelope(QueueType type, Payload payload) {

  public static Envelope read(Message message) {
    Map<String, Object> values;
    try {
      values = Json.object(message.text());
    } catch (JsonException e) {
      throw new BadMessageException("the body is " + e.getMessage());
    }
    if (!(values.get("message_type") instanceof String name)) {
      throw new BadMessageException("message_type is missing or not a text");
    }
    QueueType type =
        QueueType.ofName(name)
            .orElseThrow(() -> new BadMessageException("message_type " + name + " is unknown"));
    return switch (values.get("payload")) {
      case Map<?, ?> payload -> new Envelope(type, new Payload(withTextKeys(payload)));
      // PHP writes an empty array where an object has no keys.
      case List<?> list when list.isEmpty() -> new Envelope(type, new Payload(Map.of()));
      case null -> throw new BadMessageException("payload is missing");
      default -> throw new BadMessageException("payload is not an object");
    };
  }

  public Envelope withPayload(Payload changed) {
    return new Envelope(type, changed);
  }

  /// The body as it is published now.
  public String toJson(Instant published) {
    var values = new LinkedHashMap<String, Object>();
    values.put("message_type", type.queueName());
    values.put("payload", payload.with("published", published.getEpochSecond()).values());
    return Json.write(values);
  }

  private static Map<String, Object> withTextKeys(Map<?, ?> map) {
    var values = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> values.put(String.valueOf(key), value));
    return values;
  }
}
