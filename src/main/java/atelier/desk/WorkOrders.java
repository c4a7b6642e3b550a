package atelier.desk;

import atelier.json.Json;
import atelier.json.JsonException;
import atelier.queue.BadMessageException;
import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.util.Map;

/// Work orders as a person writes them: the order alone, or the whole message around it.
///
/// - Errors: [IllegalArgumentException] that says what is wrong with the text.
final class WorkOrders {
  private WorkOrders() {}

  /// An order of this type, or a whole message of any.
  static Envelope read(QueueType type, String json) {
    Map<String, Object> values = object(json);
    return values.containsKey("message_type")
        ? whole(json)
        : new Envelope(type, Payload.of(values));
  }

  /// A whole message.
  static Envelope read(String json) {
    object(json);
    return whole(json);
  }

  private static Envelope whole(String json) {
    try {
      return Envelope.read(Message.of(json, Map.of()));
    } catch (BadMessageException e) {
      throw new IllegalArgumentException("the message cannot be sent: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> object(String json) {
    try {
      return Json.object(json);
    } catch (JsonException e) {
      throw new IllegalArgumentException("the work order is " + e.getMessage(), e);
    }
  }
}
