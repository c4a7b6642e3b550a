package atelier.console;

import atelier.queue.QueueType;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Queue names as people type them.
final class QueueNames {
  private QueueNames() {}

  /// In any case, `recordEdit` for `editRecord`.
  ///
  /// - Errors: [IllegalArgumentException] that lists the names.
  static QueueType parse(String name) {
    return QueueType.ofSpokenName(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no queue \""
                        + name
                        + "\"; there are "
                        + Arrays.stream(QueueType.values())
                            .map(QueueType::queueName)
                            .collect(Collectors.joining(", "))));
  }
}
