package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OverlayTest {
  private static final Overlay FIVE_TIMES =
      new Overlay(Optional.of(5), Optional.empty(), Optional.empty());

  @Test
  void what_it_does_not_say_is_as_configured() {
    QueueSettings configured = QueueType.FTP.defaults();

    assertThat(FIVE_TIMES.over(configured))
        .isEqualTo(new QueueSettings(5, configured.retryDelay(), configured.delayedDelay()));
    assertThat(Overlay.NOTHING.over(configured)).isEqualTo(configured);
  }

  @Test
  void a_later_one_changes_only_what_it_says() {
    var later = new Overlay(Optional.empty(), Optional.of(Duration.ofSeconds(2)), Optional.empty());

    assertThat(FIVE_TIMES.with(later))
        .isEqualTo(
            new Overlay(Optional.of(5), Optional.of(Duration.ofSeconds(2)), Optional.empty()));
  }

  @Test
  void a_topology_takes_it_over_for_its_queue_alone() {
    Topology topology = Overlay.over(Topology.usual(), Map.of(QueueType.FTP, FIVE_TIMES));

    assertThat(topology.settings(QueueType.FTP).maxRetry()).isEqualTo(5);
    assertThat(topology.settings(QueueType.WEBHOOK)).isEqualTo(QueueType.WEBHOOK.defaults());
    assertThat(topology.failedTtl()).isEqualTo(Topology.USUAL_FAILED_TTL);
  }

  @Test
  void what_makes_no_sense_is_refused() {
    var never = new Overlay(Optional.of(0), Optional.empty(), Optional.empty());

    assertThatThrownBy(() -> never.over(QueueType.FTP.defaults()))
        .hasMessageContaining("max_retry is 0");
  }
}
