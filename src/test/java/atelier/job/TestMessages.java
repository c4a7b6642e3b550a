package atelier.job;

import atelier.json.Json;
import atelier.queue.Message;
import atelier.queue.QueueType;
import java.util.Map;

/// Messages as producers write them.
final class TestMessages {
  private TestMessages() {}

  /// Asks for the first execution of the FTP job of this key.
  static Message ask(String key) {
    return ask(QueueType.FTP, key, 1, key);
  }

  static Message ask(QueueType type, String key, int attempt, String what) {
    return Message.of(
        json(type, Map.of("what", what)),
        Map.of(Message.JOB_HEADER, key, Message.ATTEMPT_HEADER, attempt));
  }

  static String json(QueueType type, Map<String, Object> payload) {
    return Json.write(Map.of("message_type", type.queueName(), "payload", payload));
  }
}
