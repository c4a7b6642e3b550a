package atelier.console;

import atelier.queue.QueueType;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// The variables `PHRASEANET_WORKER_<queue>` of Phraseanet's containers: how many jobs of a queue
/// at the same time; 0 or nothing = not this queue.
///
/// - Source: `docs/phraseanet.md`, start commands.
final class WorkerEnvironment {
  private static final String PREFIX = "PHRASEANET_WORKER_";

  private WorkerEnvironment() {}

  /// - Errors: [IllegalArgumentException] that names the variable, its value and what is allowed.
  static Map<QueueType, Integer> slots(Map<String, String> environment) {
    var slots = new EnumMap<QueueType, Integer>(QueueType.class);
    environment.forEach(
        (name, value) -> {
          // The name is all of the rest: PHRASEANET_WORKERS_LAUNCH_METHOD is none of these.
          if (name.startsWith(PREFIX)) {
            QueueType type = QueueNames.parse(name.substring(PREFIX.length()));
            int number = number(name, value);
            if (number > 0) {
              slots.put(type, number);
            }
          }
        });
    if (slots.isEmpty()) {
      throw new IllegalArgumentException(
          "--from-environment: no variable "
              + PREFIX
              + "<queue> is greater than 0, like "
              + PREFIX
              + QueueType.SUBDEF_CREATION.queueName()
              + "=2");
    }
    return slots;
  }

  private static int number(String name, String value) {
    String digits = value.strip().toLowerCase(Locale.ROOT);
    if (digits.isEmpty()) {
      return 0;
    }
    if (!digits.matches("\\d{1,3}")) {
      throw new IllegalArgumentException(
          name + " is \"" + value + "\", allowed: a number from 0 to 999");
    }
    return Integer.parseInt(digits);
  }
}
