package atelier.desk;

import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import java.util.Optional;

/// The file from which settings are read at start, so that other programs that read it know of a
/// change too.
@FunctionalInterface
public interface SettingsFile {
  /// Writes a queue's settings into the file.
  ///
  /// - Shape: empty when it says so now; else why not, for a person. The file is as it was then.
  Optional<String> write(QueueType type, QueueSettings settings);
}
