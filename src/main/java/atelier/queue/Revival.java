package atelier.queue;

import atelier.json.Json;
import atelier.json.JsonException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A message that left the way of its job, made into one that begins anew.
///
/// - Shape: all that counts attempts is gone (`atelier-attempt` is 1; no `x-death`, no
///   `payload.count`). The job's key gets a number, `key~2`, then `key~3`: the ledger takes it for
///   a new job, and sending the same message back twice still makes one job only. A message without
///   a key gets one of its queue and body hash.
/// - Shape: PHP workers put the bare work order into their failed queues, with an inner `payload`
///   that holds the time only; it gets its envelope back.
/// - Errors: [BadMessageException] when nobody can tell what it is.
/// - Source: `docs/phraseanet.md`, retries.
public record Revival(QueueName queue, Message message) {
  private static final Pattern NUMBERED = Pattern.compile("(.*)~(\\d{1,6})");
  private static final int MAX_KEY_LENGTH = 128;

  public static Revival of(QueueName from, Message message, Instant now) {
    return of(from, message, envelope(from, message), now);
  }

  /// With another work order in place of its own.
  public static Revival of(QueueName from, Message message, Envelope envelope, Instant now) {
    Payload payload = envelope.payload().with("count", null);
    return new Revival(
        QueueName.base(envelope.type()),
        Message.of(
            envelope.withPayload(payload).toJson(now),
            Map.of(Message.JOB_HEADER, nextKey(from, message), Message.ATTEMPT_HEADER, 1)));
  }

  private static Envelope envelope(QueueName from, Message message) {
    try {
      return Envelope.read(message);
    } catch (BadMessageException e) {
      if (from instanceof QueueName.Sibling(QueueType type, QueueName.Role _)) {
        return new Envelope(type, bareOrder(message, e));
      }
      throw e;
    }
  }

  private static Payload bareOrder(Message message, BadMessageException noEnvelope) {
    Map<String, Object> values;
    try {
      values = new LinkedHashMap<>(Json.object(message.text()));
    } catch (JsonException _) {
      throw noEnvelope;
    }
    if (values.containsKey("message_type")) {
      throw noEnvelope; // An envelope it is, but a broken one.
    }
    if (values.get("payload") instanceof Map<?, ?> inner
        && inner.keySet().equals(Set.of("published"))) {
      values.remove("payload");
    }
    return Payload.of(values);
  }

  private static String nextKey(QueueName from, Message message) {
    String key =
        message.header(Message.JOB_HEADER).orElseGet(() -> from.text() + ":" + message.bodyHash());
    Matcher numbered = NUMBERED.matcher(key);
    String next =
        numbered.matches()
            ? numbered.group(1) + "~" + (Integer.parseInt(numbered.group(2)) + 1)
            : key + "~2";
    return next.length() <= MAX_KEY_LENGTH && next.chars().allMatch(c -> c > ' ')
        ? next
        : Message.of(key, Map.of()).bodyHash() + "~2";
  }
}
