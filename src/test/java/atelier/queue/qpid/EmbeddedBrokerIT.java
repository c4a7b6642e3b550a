package atelier.queue.qpid;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.Broker;
import atelier.queue.Broker.Outgoing;
import atelier.queue.BrokerException;
import atelier.queue.Delivery;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import atelier.queue.amqp.AmqpBroker;
import atelier.queue.amqp.AmqpSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  // It takes 2 s; a machine that is busy with other tests takes its time.
  private static final Duration START = Duration.ofMinutes(3);
  private static final QueueName FTP = QueueName.base(QueueType.FTP);

  @TempDir private Path folder;

  @Test
  void its_address_is_for_its_owner_alone() throws Exception {
    try (var broker = EmbeddedBroker.host(folder).orElseThrow()) {
      BrokerAddress address = broker.address();

      assertThat(EmbeddedBroker.address(folder)).contains(address);
      assertThat(address.host()).isEqualTo("127.0.0.1");
      assertThat(address.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(address.password()).hasSizeGreaterThan(30);
      assertThat(address.toString()).doesNotContain(address.password());
      assertThat(Files.getPosixFilePermissions(folder.resolve("broker.json")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(broker.isAlive()).isTrue();
    }
    assertThat(EmbeddedBroker.address(folder)).isEmpty();
  }

  @Test
  void a_folder_has_one_host() {
    try (var _ = EmbeddedBroker.host(folder).orElseThrow()) {
      assertThat(EmbeddedBroker.host(folder)).isEmpty();
    }
    EmbeddedBroker.host(folder).orElseThrow().close();
  }

  @Test
  void another_process_is_not_host_either_until_we_stop() {
    try (var other = HostingProcess.start(folder)) {
      eventually(START, () -> other.isHost(folder));

      assertThat(EmbeddedBroker.host(folder)).isEmpty();

      other.kill();
      EmbeddedBroker.host(folder).orElseThrow().close();
    }
  }

  @Test
  void messages_are_there_after_a_stop_in_order() {
    try (var _ = EmbeddedBroker.host(folder).orElseThrow();
        var client = connected()) {
      client.declare(Topology.usual().all());
      publish(client, 10);
    }
    try (var _ = EmbeddedBroker.host(folder).orElseThrow();
        var client = connected()) {
      assertThat(received(client, 10)).hasSize(10);
    }
  }

  @Test
  void confirmed_messages_are_there_after_kill_9() {
    try (var host = HostingProcess.start(folder);
        var client = connected()) {
      eventually(START, client::isUp);
      client.declare(Topology.usual().all());
      publish(client, 1000);

      host.kill();

      try (var _ = EmbeddedBroker.host(folder).orElseThrow()) {
        assertThat(received(client, 1000))
            .isEqualTo(
                IntStream.range(0, 1000).mapToObj(String::valueOf).collect(Collectors.toSet()));
      }
    }
  }

  @Test
  void another_takes_over_when_the_host_is_killed_and_clients_go_with_it() throws Exception {
    try (var host = HostingProcess.start(folder);
        var client = connected()) {
      eventually(START, client::isUp);
      client.declare(Topology.usual().all());
      var inbox = new LinkedBlockingQueue<Delivery>();
      client.subscribe(FTP, 1, inbox::add);
      try (var waiting = Hosting.start(folder)) {
        eventually(START, () -> host.isHost(folder) && !waiting.isHost());

        host.kill();

        eventually(START, waiting::isHost);
        eventually(START, client::isUp);
        client.publish(FTP, Message.of("after", Map.of()));
        Delivery delivery = inbox.poll(30, TimeUnit.SECONDS);
        assertThat(delivery).isNotNull();
        assertThat(delivery.message().text()).isEqualTo("after");
      }
    }
  }

  @Test
  void a_host_stops_in_order_and_leaves_no_thread_and_no_word_behind() throws Exception {
    try (var host = HostingProcess.start(folder)) {
      eventually(START, () -> host.isHost(folder));
      try (var client = connected()) {
        client.declare(Topology.usual().all());
        publish(client, 10);
      }

      assertThat(host.stops(START)).isTrue();

      assertThat(host.exitCode()).isZero();
      assertThat(host.output()).isEmpty();
      assertThat(EmbeddedBroker.address(folder)).isEmpty();
    }
  }

  private Broker connected() {
    return AmqpBroker.connect(this::settings, Duration.ofSeconds(30));
  }

  private AmqpSettings settings() {
    BrokerAddress address =
        EmbeddedBroker.address(folder)
            .orElseThrow(() -> new BrokerException("nobody hosts the broker yet"));
    return AmqpSettings.of(address.host(), address.port(), address.user(), address.password());
  }

  private static void publish(Broker client, int count) {
    client.publish(
        IntStream.range(0, count)
            .mapToObj(i -> new Outgoing(FTP, Message.of(String.valueOf(i), Map.of())))
            .toList());
  }

  private static Set<String> received(Broker client, int count) {
    var texts = new HashSet<String>();
    var inbox = new LinkedBlockingQueue<Delivery>();
    try (var _ = client.subscribe(FTP, count, inbox::add)) {
      eventually(START, () -> inbox.size() >= count);
    }
    for (Delivery delivery : List.copyOf(inbox)) {
      texts.add(delivery.message().text());
      delivery.acknowledge();
    }
    return texts;
  }
}
