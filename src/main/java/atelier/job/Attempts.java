package atelier.job;

import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which execution a message asks for, and how the next one is asked for.
///
/// - Shape: our own header counts, then the legacy `x-death` entry of the base queue, then
///   `payload.count`, else it is the first. All three are written, for the PHP side reads the last
///   two.
/// - Source: `docs/phraseanet.md`, retries.
final class Attempts {
  private Attempts() {}

  static int of(Message message, Envelope envelope) {
    long attempt =
        ours(message)
            .map(Integer::longValue)
            .or(() -> legacyCount(message, envelope.type()))
            .or(() -> envelope.payload().optionalInteger("count"))
            .orElse(1L);
    return Math.clamp(attempt, 1, Integer.MAX_VALUE);
  }

  /// What our own header says.
  static Optional<Integer> ours(Message message) {
    return message
        .header(Message.ATTEMPT_HEADER)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::valueOf);
  }

  /// The message that asks for the execution after this one.
  static Message next(Job job, Envelope envelope, String reason, Instant now) {
    int next = job.attempt() + 1;
    Payload counted = envelope.payload().with("count", next);
    Payload payload = job.legacyRow().map(row -> counted.with("workerJobId", row)).orElse(counted);
    var headers = new HashMap<String, Object>(identity(job.key(), next));
    headers.put(Message.REASON_HEADER, Verdict.forHeader(reason));
    headers.put("x-death", List.of(legacyDeath(job.type(), next, now)));
    return Message.of(envelope.withPayload(payload).toJson(now), headers);
  }

  /// Headers by which every process knows the job and the execution.
  static Map<String, Object> identity(JobKey key, int attempt) {
    return Map.of(Message.JOB_HEADER, key.text(), Message.ATTEMPT_HEADER, attempt);
  }

  private static Map<String, Object> legacyDeath(QueueType type, int count, Instant now) {
    return Map.of(
        "count",
        (long) count,
        "exchange",
        QueueName.BASE_EXCHANGE,
        "queue",
        type.queueName(),
        "routing-keys",
        type.queueName(),
        "reason",
        "rejected",
        "time",
        Date.from(now));
  }

  private static Optional<Long> legacyCount(Message message, QueueType type) {
    if (!(message.headers().get("x-death") instanceof List<?> deaths)) {
      return Optional.empty();
    }
    return deaths.stream()
        .filter(
            death -> death instanceof Map<?, ?> map && type.queueName().equals(map.get("queue")))
        .map(death -> ((Map<?, ?>) death).get("count"))
        .filter(Number.class::isInstance)
        .map(count -> ((Number) count).longValue())
        .findFirst();
  }
}
