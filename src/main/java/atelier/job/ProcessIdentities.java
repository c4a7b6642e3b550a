package atelier.job;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads who a process is from the system.
///
/// - Source: proc(5): `/proc/<pid>/stat`, `/proc/sys/kernel/random/boot_id`, `/proc/self/ns/pid`.
final class ProcessIdentities {
  // Field 22 of /proc/<pid>/stat; counted behind the command's ")", which may hold blanks itself.
  private static final int START_TIME_AFTER_NAME = 22 - 3;

  private ProcessIdentities() {}

  /// This process.
  static ProcessIdentity current() {
    long pid = ProcessHandle.current().pid();
    return new ProcessIdentity(
        host(),
        read(Path.of("/proc/sys/kernel/random/boot_id")).orElse("unknown"),
        pidNamespace(),
        pid,
        startTicks(pid).orElse(0L));
  }

  /// When a process of this host started; empty when there is no such process.
  static Optional<Long> startTicks(long pid) {
    return read(Path.of("/proc/" + pid + "/stat"))
        .map(
            line ->
                Long.valueOf(
                    line.substring(line.lastIndexOf(')') + 2)
                        .split(" ", -1)[START_TIME_AFTER_NAME]));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return read(Path.of("/proc/sys/kernel/hostname")).orElse("unknown");
    }
  }

  private static String pidNamespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "unknown";
    }
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
