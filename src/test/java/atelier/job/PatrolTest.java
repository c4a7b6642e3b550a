package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatrolTest {
  @Test
  void a_failed_round_does_not_end_the_patrol() throws InterruptedException {
    var rounds = new AtomicInteger();
    var second = new CountDownLatch(1);
    try (var _ =
        Patrol.start(
            "test",
            () -> {
              if (rounds.incrementAndGet() == 1) {
                throw new IllegalStateException("on purpose");
              }
              second.countDown();
              return false;
            })) {
      assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void after_the_close_no_round_is_walked() {
    var rounds = new AtomicInteger();
    Patrol patrol = Patrol.start("test", () -> rounds.incrementAndGet() > 0);

    patrol.close();
    int walked = rounds.get();
    patrol.nudge();

    assertThat(rounds).hasValue(walked);
  }
}
