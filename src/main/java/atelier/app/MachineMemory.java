package atelier.app;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// The memory of this machine, or of the container that this process is in.
final class MachineMemory {
  private static final long LEAST_BYTES = 512L << 20;

  private MachineMemory() {}

  /// What tools may have together when nobody has said: half of what there is.
  ///
  /// - Source: `OperatingSystemMXBean.getTotalMemorySize` heeds the limits of control groups.
  static long usualShareBytes() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return Math.max(LEAST_BYTES, system.getTotalMemorySize() / 2);
  }
}
