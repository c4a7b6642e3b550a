package atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MemoryGateTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final MemoryGate gate = new MemoryGate(100 * MEBIBYTE, "workers.tools.memory");

  @Test
  void who_finds_no_room_waits_until_there_is() throws Exception {
    MemoryGate.Pass first = gate.enter(60 * MEBIBYTE);
    var in = new CountDownLatch(1);
    Thread second = Thread.startVirtualThread(() -> enter(50 * MEBIBYTE, in::countDown));
    Eventually.eventually(LIMIT, () -> second.getState() == Thread.State.WAITING);
    assertThat(in.getCount()).isOne();

    first.close();

    second.join();
    assertThat(in.getCount()).isZero();
  }

  @Test
  void a_large_one_is_not_overtaken_by_small_ones() throws Exception {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    MemoryGate.Pass first = gate.enter(60 * MEBIBYTE);
    Thread large = Thread.startVirtualThread(() -> enter(90 * MEBIBYTE, () -> order.add("large")));
    Eventually.eventually(LIMIT, () -> large.getState() == Thread.State.WAITING);
    Thread small = Thread.startVirtualThread(() -> enter(20 * MEBIBYTE, () -> order.add("small")));
    Eventually.eventually(LIMIT, () -> small.getState() == Thread.State.WAITING);

    first.close();
    large.join();
    small.join();

    assertThat(order).containsExactly("large", "small");
  }

  @Test
  void more_than_there_is_does_not_wait() {
    assertThat(gate.holds(100 * MEBIBYTE)).isTrue();
    assertThat(gate.holds(100 * MEBIBYTE + 1)).isFalse();
    assertThat(gate.refusal("a picture", 150 * MEBIBYTE))
        .isEqualTo(
            "a picture needs 150 MiB of memory to be read; all tools together may have 100:"
                + " raise workers.tools.memory (MiB)");
    assertThatThrownBy(() -> gate.enter(101 * MEBIBYTE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void enter(long bytes, Runnable inside) {
    try (MemoryGate.Pass _ = gate.enter(bytes)) {
      inside.run();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
