package atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologyTest {
  private static final String BASES = "alchemy-exchange";
  private static final String SIBLINGS = "retry-alchemy-exchange";

  /// Name, time to live in milliseconds, where the dead go.
  private static final String USUAL =
      """
          assetsIngest - assetsIngest_retry
          assetsIngest_retry 10000 assetsIngest
          assetsIngest_failed 345600000 -
          createRecord - createRecord_retry
          createRecord_retry 10000 createRecord
          createRecord_failed 345600000 -
          deleteRecord - -
          deleteRecord_retry 10000 deleteRecord
          deleteRecord_failed 345600000 -
          exportMail - exportMail_retry
          exportMail_retry 10000 exportMail
          exportMail_failed 345600000 -
          downloadAsync - downloadAsync_retry
          downloadAsync_retry 10000 downloadAsync
          downloadAsync_failed 345600000 -
          exposeUpload - exposeUpload_retry
          exposeUpload_retry 10000 exposeUpload
          exposeUpload_failed 345600000 -
          ftp - ftp_retry
          ftp_retry 180000 ftp
          ftp_failed 345600000 -
          mainQueue - -
          mainQueue_retry 10000 mainQueue
          mainQueue_failed 345600000 -
          populateIndex - populateIndex_retry
          populateIndex_retry 10000 populateIndex
          populateIndex_failed 345600000 -
          pullAssets - pullAssets_loop
          pullAssets_loop 10000 pullAssets
          editRecord - editRecord_retry
          editRecord_retry 10000 editRecord
          editRecord_failed 345600000 -
          recordsActions - recordsActions_loop
          recordsActions_loop 10000 recordsActions
          subdefCreation - subdefCreation_retry
          subdefCreation_retry 10000 subdefCreation
          subdefCreation_delayed 5000 subdefCreation
          subdefCreation_failed 345600000 -
          subtitle - -
          subtitle_retry 10000 subtitle
          subtitle_failed 345600000 -
          validationReminder - validationReminder_loop
          validationReminder_loop 7200000 validationReminder
          webhook - webhook_retry
          webhook_retry 10000 webhook
          webhook_failed 345600000 -
          writeMetadatas - writeMetadatas_retry
          writeMetadatas_retry 10000 writeMetadatas
          writeMetadatas_delayed 5000 writeMetadatas
          writeMetadatas_failed 345600000 -
          shareBasket - shareBasket_retry
          shareBasket_retry 10000 shareBasket
          shareBasket_failed 345600000 -
          unroutable_failed 345600000 -
      """;

  @Test
  void the_usual_queues_have_the_arguments_of_the_reference() {
    List<String> queues = Topology.usual().all().stream().map(TopologyTest::line).toList();

    assertThat(queues)
        .hasSize(54)
        .containsExactlyElementsOf(USUAL.lines().map(String::strip).toList());
  }

  @Test
  void a_base_queue_comes_before_its_siblings() {
    assertThat(Topology.queuesOf(QueueType.WRITE_METADATAS))
        .extracting(QueueName::text)
        .containsExactly(
            "writeMetadatas",
            "writeMetadatas_retry",
            "writeMetadatas_delayed",
            "writeMetadatas_failed");
    assertThat(Topology.queuesOf(QueueType.PULL_ASSETS))
        .extracting(QueueName::text)
        .containsExactly("pullAssets", "pullAssets_loop");
    assertThat(Topology.queuesOf(QueueType.SUBTITLE))
        .extracting(QueueName::text)
        .containsExactly("subtitle", "subtitle_retry", "subtitle_failed");
  }

  @Test
  void settings_change_the_delays_of_their_queue_alone() {
    var settings = new QueueSettings(5, Duration.ofSeconds(1), Duration.ofSeconds(2));
    var topology = new Topology(Map.of(QueueType.SUBDEF_CREATION, settings), Duration.ofHours(1));

    assertThat(line(topology.declaration(QueueName.retry(QueueType.SUBDEF_CREATION))))
        .isEqualTo("subdefCreation_retry 1000 subdefCreation");
    assertThat(line(topology.declaration(QueueName.delayed(QueueType.SUBDEF_CREATION))))
        .isEqualTo("subdefCreation_delayed 2000 subdefCreation");
    assertThat(line(topology.declaration(QueueName.retry(QueueType.WEBHOOK))))
        .isEqualTo("webhook_retry 10000 webhook");
    assertThat(line(topology.declaration(QueueName.failed(QueueType.WEBHOOK))))
        .isEqualTo("webhook_failed 3600000 -");
    assertThat(topology.settings(QueueType.SUBDEF_CREATION).maxRetry()).isEqualTo(5);
    assertThat(topology.settings(QueueType.WEBHOOK).maxRetry()).isEqualTo(3);
  }

  @Test
  void every_queue_is_bound_to_the_exchange_of_its_family_by_its_own_name() {
    for (QueueDeclaration each : Topology.usual().all()) {
      String exchange = each.queue().text().contains("_") ? SIBLINGS : BASES;
      assertThat(each.queue().exchange()).as(each.queue().text()).isEqualTo(exchange);
    }
    assertThat(Topology.bases()).hasSize(18).extracting(QueueName::exchange).containsOnly(BASES);
  }

  @Test
  void queues_are_classic_unless_it_is_said_otherwise() {
    var quorum = new Topology(Map.of(), Topology.USUAL_FAILED_TTL, QueueKind.QUORUM);

    assertThat(Topology.usual().all())
        .extracting(QueueDeclaration::kind)
        .containsOnly(QueueKind.CLASSIC);
    assertThat(quorum.all()).extracting(QueueDeclaration::kind).containsOnly(QueueKind.QUORUM);
  }

  @Test
  void the_usual_settings_are_those_of_the_reference() {
    for (QueueType type : QueueType.values()) {
      assertThat(Topology.usual().settings(type).maxRetry()).as(type.queueName()).isEqualTo(3);
    }
    assertThat(Topology.usual().failedTtl()).isEqualTo(Duration.ofDays(4));
  }

  @Test
  void a_failed_message_lives_at_least_a_millisecond() {
    assertThatThrownBy(() -> new Topology(Map.of(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("failed_ttl");
  }

  private static String line(QueueDeclaration queue) {
    return queue.queue().text()
        + " "
        + queue.timeToLive().map(ttl -> String.valueOf(ttl.toMillis())).orElse("-")
        + " "
        + queue.deadLetters().map(QueueName::text).orElse("-");
  }
}
