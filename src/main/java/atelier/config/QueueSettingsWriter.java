package atelier.config;

import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// Writes a queue's settings into a configuration file, under `workers.queues.<queue>`.
///
/// - Shape: comments, order and all other values of the file stay as they are; it is replaced in
///   one step, with the owner and the rights it had.
/// - One thread only.
public final class QueueSettingsWriter {
  private static final String OWNER = "unix:uid";
  private static final String GROUP = "unix:gid";

  private final Path file;

  public QueueSettingsWriter(Path file) {
    this.file = file;
  }

  /// - Errors: [ConfigurationException] when the file cannot be written, or would not say this and
  ///   only this afterwards; it is unchanged then.
  public void write(QueueType type, QueueSettings settings) {
    try {
      Path real = file.toRealPath();
      String before = Files.readString(real);
      var text = new YamlText(before);
      // The last one first, as what is added comes before what is there.
      for (var value : values(type, settings).reversed().entrySet()) {
        text = text.with(value.getValue(), "workers", "queues", type.queueName(), value.getKey());
      }
      check(before, text.toString(), type, settings);
      if (!text.toString().equals(before)) {
        replace(real, text.toString());
      }
    } catch (IOException e) {
      throw new ConfigurationException(file + " cannot be written: " + words(e));
    }
  }

  private static SequencedMap<String, Long> values(QueueType type, QueueSettings settings) {
    var values = new LinkedHashMap<String, Long>();
    if (type.family() != QueueType.Family.LOOP) {
      values.put("max_retry", (long) settings.maxRetry());
    }
    values.put("ttl_retry", settings.retryDelay().toMillis());
    if (Topology.hasDelayed(type)) {
      values.put("ttl_delayed", settings.delayedDelay().toMillis());
    }
    return values;
  }

  /// The new text must say what the old one said, and the new settings.
  private void check(String before, String after, QueueType type, QueueSettings settings) {
    Map<Object, Object> expected = YamlText.parsed(before);
    for (var value : values(type, settings).entrySet()) {
      YamlText.put(
          expected, value.getValue(), "workers", "queues", type.queueName(), value.getKey());
    }
    if (!expected.equals(YamlText.parsed(after))) {
      throw new ConfigurationException(
          file + " is not written: its form does not let workers.queues." + type + " be changed");
    }
  }

  private static void replace(Path real, String text) throws IOException {
    Path folder = Objects.requireNonNull(real.getParent());
    Path fresh = Files.createTempFile(folder, "." + real.getFileName(), ".tmp");
    try {
      Files.writeString(fresh, text);
      PosixFileAttributes old = Files.readAttributes(real, PosixFileAttributes.class);
      Files.setPosixFilePermissions(fresh, old.permissions());
      for (String id : new String[] {GROUP, OWNER}) {
        if (!Files.getAttribute(fresh, id).equals(Files.getAttribute(real, id))) {
          Files.setAttribute(fresh, id, Files.getAttribute(real, id));
        }
      }
      try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static String words(IOException failure) {
    return failure instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : failure.toString();
  }
}
