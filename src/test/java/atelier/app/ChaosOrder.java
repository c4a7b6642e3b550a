package atelier.app;

import atelier.json.Json;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A job of the chaos test: what it is asked to do, and how it must end.
///
/// - Shape: of the sub-definition jobs many are on the same few records, so that they meet each
///   other's locks.
record ChaosOrder(QueueType type, String key, Plan plan, int record, int millis) {
  static final List<QueueType> TYPES =
      List.of(QueueType.FTP, QueueType.WEBHOOK, QueueType.DELETE_RECORD, QueueType.SUBDEF_CREATION);
  static final int MOST_TRIES = 3;

  private static final int RECORDS = 200;
  private static final int LONGEST_WORK = 10;

  /// How it goes.
  enum Plan {
    WORKS(1),
    FAILS_ONCE(2),
    FAILS_ALWAYS(MOST_TRIES),
    HOPELESS(1);

    private final int attempts;

    Plan(int attempts) {
      this.attempts = attempts;
    }

    /// How many attempts are made, each of which may be executed again after a kill.
    int attempts() {
      return attempts;
    }

    boolean hasEffect() {
      return this == WORKS || this == FAILS_ONCE;
    }
  }

  static ChaosOrder any(int number, RandomGenerator random) {
    int dice = random.nextInt(100);
    Plan plan =
        dice < 85
            ? Plan.WORKS
            : dice < 95 ? Plan.FAILS_ONCE : dice < 98 ? Plan.FAILS_ALWAYS : Plan.HOPELESS;
    return new ChaosOrder(
        TYPES.get(random.nextInt(TYPES.size())),
        "chaos-" + number,
        plan,
        random.nextInt(RECORDS) + 1,
        random.nextInt(LONGEST_WORK));
  }

  static ChaosOrder read(QueueType type, Payload payload) {
    return new ChaosOrder(
        type,
        payload.text("key"),
        Plan.valueOf(payload.text("plan")),
        Math.toIntExact(payload.integer("record")),
        Math.toIntExact(payload.integer("millis")));
  }

  Message message() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("key", key);
    payload.put("plan", plan.name());
    payload.put("record", record);
    payload.put("millis", millis);
    return Message.of(
        Json.write(Map.of("message_type", type.queueName(), "payload", payload)),
        Map.of(Message.JOB_HEADER, key, Message.ATTEMPT_HEADER, 1));
  }
}
