package atelier.console;

import atelier.queue.QueueDeclaration;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.util.Arrays;
import java.util.Locale;
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

  /// The same with the queues beside the base queues: `subdefCreation_failed`.
  ///
  /// - Errors: [IllegalArgumentException] that lists the names of that kind of work, or of all.
  static QueueName parseAny(String name) {
    return Topology.usual().all().stream()
        .map(QueueDeclaration::queue)
        .filter(queue -> isMeant(queue, name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static boolean isMeant(QueueName queue, String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String text = queue.text().toLowerCase(Locale.ROOT);
    return text.equals(wanted.replaceFirst("^recordedit(?=$|_)", "editrecord"));
  }

  private static String unknown(String name) {
    int end = name.indexOf('_');
    return QueueType.ofSpokenName(end < 0 ? name : name.substring(0, end))
        .map(type -> "there is no queue \"" + name + "\"; there are " + Topology.queuesOf(type))
        .orElseGet(
            () ->
                "there is no queue \""
                    + name
                    + "\"; there are "
                    + Arrays.stream(QueueType.values())
                        .map(QueueType::queueName)
                        .collect(Collectors.joining(", "))
                    + ", and beside them names like subdefCreation_failed");
  }
}
