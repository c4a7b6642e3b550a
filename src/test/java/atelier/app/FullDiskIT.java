package atelier.app;

import static atelier.Eventually.eventually;
import static atelier.app.RuleMember.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.SmallDisk;
import atelier.app.RuleMember.Traits;
import atelier.job.JobState;
import atelier.job.Outcome;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.MediaException;
import atelier.media.MemoryGate;
import atelier.media.Progress;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import atelier.media.vips.VipsImages;
import atelier.queue.BrokerException;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Queues;
import atelier.queue.amqp.AmqpBroker;
import atelier.queue.amqp.AmqpSettings;
import atelier.queue.qpid.EmbeddedBroker;
import atelier.queue.qpid.Hosting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Disks that are full to the last byte, and later are not.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FullDiskIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final QueueName FTP = QueueName.base(QueueType.FTP);

  @TempDir private Path folder;

  @Test
  void jobs_wait_until_the_ledger_has_room_again() throws Exception {
    List<String> keys = IntStream.range(0, 20).mapToObj(i -> "job-" + i).toList();
    var executions = new AtomicInteger();
    var worker =
        RuleWorker.that(
            (_, _) -> {
              executions.incrementAndGet();
              return new Outcome.Done("x".repeat(1000));
            });
    try (var disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), 16);
        var broker = EmbeddedBroker.host(folder.resolve("broker")).orElseThrow()) {
      var site = new RuleSite(BrokerAccess.settings(broker.address()), "", disk.folder());
      try (var member = RuleMember.start(site, Traits.usual(), worker)) {
        member.ask(QueueType.FTP, "before");
        member.awaitState("before", JobState.FINISHED);
        disk.fill();

        keys.forEach(key -> member.ask(QueueType.FTP, key));
        eventually(SOON, () -> member.box().jobs().counts().finished() < keys.size());
        disk.free();

        keys.forEach(key -> member.awaitState(key, JobState.FINISHED));
        member.awaitEmpty(FTP, QueueName.failed(QueueType.FTP));
        assertThat(executions).hasValue(keys.size() + 1);
      }
    }
  }

  @Test
  void what_the_broker_has_no_room_for_is_an_error_and_with_room_it_goes_on() throws Exception {
    var confirmed = new ArrayList<String>();
    try (var disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), 96);
        var hosting = Hosting.start(disk.folder())) {
      eventually(SOON, hosting::isHost);
      try (var client = AmqpBroker.connect(() -> settings(disk.folder()), PATIENCE)) {
        client.declare(RuleMember.delayedBy(RuleMember.DELAY).all());
        client.publish(FTP, RuleWorker.ask(QueueType.FTP, "before"));
        confirmed.add("before");
        disk.fill();

        assertThatThrownBy(
                () -> {
                  for (int i = 0; i < 10_000; i++) {
                    client.publish(FTP, RuleWorker.ask(QueueType.FTP, "m" + i));
                    confirmed.add("m" + i);
                  }
                })
            .isInstanceOf(BrokerException.class);
        disk.free();

        eventually(SOON, () -> isPublished(client, "after"));
        confirmed.add("after");
        assertThat(client.queues().peek(FTP, confirmed.size() + 1))
            .extracting(Queues.Peeked::id)
            .containsAll(confirmed);
      }
    }
  }

  private static boolean isPublished(AmqpBroker client, String key) {
    try {
      client.publish(FTP, RuleWorker.ask(QueueType.FTP, key));
      return true;
    } catch (BrokerException _) {
      return false;
    }
  }

  private static AmqpSettings settings(Path folder) {
    return EmbeddedBroker.address(folder)
        .map(BrokerAccess::settings)
        .orElseThrow(() -> new BrokerException("away"));
  }

  @Test
  void a_picture_without_room_is_tried_again_and_leaves_nothing() throws Exception {
    Path source = folder.resolve("source.jpg");
    new ProcessBuilder("vips", "gaussnoise", source.toString(), "1200", "900").start().waitFor();
    var output = new Output.Image(1200, 72, true, true, 95, ImageCodec.PNG);
    try (var disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), 4);
        var images =
            new VipsImages(
                VipsImages.Settings.of(1),
                Containment.probe(),
                new MemoryGate(1L << 30, "workers.tools.memory"))) {
      Path target = disk.folder().resolve("target.png");
      var order = new Order(source, "image/jpeg", MediaType.IMAGE, output, target);
      disk.fill();

      assertThatThrownBy(() -> images.make(order, Progress.IGNORED))
          .isInstanceOf(MediaException.class);

      assertThat(target).doesNotExist();
      disk.free();
      assertThat(images.make(order, Progress.IGNORED)).isInstanceOf(Made.Good.class);
    }
  }
}
