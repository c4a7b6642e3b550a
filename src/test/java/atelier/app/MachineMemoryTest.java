package atelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class MachineMemoryTest {
  @Test
  void tools_get_half_of_what_there_is() {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    assertThat(MachineMemory.usualShareBytes())
        .isGreaterThanOrEqualTo(512L << 20)
        .isBetween(
            system.getTotalMemorySize() / 2, Math.max(512L << 20, system.getTotalMemorySize()));
  }
}
