package atelier.job;

import java.util.Optional;

/// One running Atelier process, unmistakable over hosts, containers and restarts.
///
/// - Shape: two processes with the same pid differ in host, boot, pid namespace or start time.
/// - Units: `startTicks` = start time in clock ticks since boot, field 22 of `/proc/<pid>/stat`.
public record ProcessIdentity(
    String host, String bootId, String pidNamespace, long pid, long startTicks) {

  private static final int PARTS = 5;

  /// This process.
  public static ProcessIdentity current() {
    return ProcessIdentities.current();
  }

  /// One text that names it, for columns and logs: `host/pid/start/boot/namespace`.
  public String text() {
    return host + "/" + pid + "/" + startTicks + "/" + bootId + "/" + pidNamespace;
  }

  /// Reads what [#text()] wrote; empty when it is something else.
  public static Optional<ProcessIdentity> parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != PARTS || !parts[1].matches("\\d+") || !parts[2].matches("\\d+")) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessIdentity(
            parts[0], parts[3], parts[4], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
  }
}
