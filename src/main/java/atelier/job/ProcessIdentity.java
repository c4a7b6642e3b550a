package atelier.job;

/// One running Atelier process, unmistakable over hosts, containers and restarts.
///
/// - Shape: two processes with the same pid differ in host, boot, pid namespace or start time.
/// - Units: `startTicks` = start time in clock ticks since boot, field 22 of `/proc/<pid>/stat`.
public record ProcessIdentity(
    String host, String bootId, String pidNamespace, long pid, long startTicks) {

  /// One text that names it, for columns and logs.
  public String text() {
    return host + "/" + pid + "/" + startTicks + "/" + bootId + "/" + pidNamespace;
  }
}
