package atelier.queue.qpid;

import atelier.queue.BrokerException;
import atelier.queue.InsideView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The wish to host the embedded broker: hosts it as soon as nobody else does, until closed.
///
/// Every process that may host holds one of these; so when the host dies another takes over, within
/// half a second and the time of a start. The address of whoever hosts is
/// [EmbeddedBroker#address(Path)].
///
/// Thread-safe. One thread of its own starts and stops the broker.
public final class Hosting implements InsideView, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Hosting.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LOOK_IN_TROUBLE = Duration.ofSeconds(5);

  private final Path folder;
  private final Thread keeper;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable EmbeddedBroker broker;
  private volatile @Nullable String trouble;

  private Hosting(Path folder) {
    this.folder = folder;
    this.keeper = Thread.ofPlatform().daemon().name("broker-hosting").unstarted(this::keep);
  }

  /// Begins to try, and returns at once.
  public static Hosting start(Path folder) {
    var hosting = new Hosting(folder);
    hosting.keeper.start();
    return hosting;
  }

  /// True while the broker runs in this process.
  public boolean isHost() {
    return broker != null;
  }

  /// Why the broker could not be started here the last time it was tried.
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /// The queues of the broker while it runs in this process.
  @Override
  public Optional<List<InsideQueue>> queues() {
    return Optional.ofNullable(broker).flatMap(EmbeddedBroker::queues);
  }

  private void keep() {
    try {
      Duration pause;
      do {
        try {
          look();
          trouble = null;
          pause = LOOK;
        } catch (BrokerException e) {
          if (trouble == null) {
            log.warn("Cannot host the broker, trying again", e);
          }
          trouble = String.valueOf(e.getMessage());
          pause = LOOK_IN_TROUBLE;
        }
      } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Nobody does; it would mean to end.
    } finally {
      giveUp();
    }
  }

  private void look() {
    EmbeddedBroker ours = broker;
    if (ours != null && !ours.isAlive()) {
      log.error("The embedded broker has stopped, starting it again");
      giveUp();
    }
    if (broker == null) {
      Optional<EmbeddedBroker> started = EmbeddedBroker.host(folder);
      started.ifPresent(each -> log.info("Hosting the broker: {}", each.address()));
      broker = started.orElse(null);
    }
  }

  private void giveUp() {
    EmbeddedBroker ours = broker;
    broker = null;
    if (ours != null) {
      ours.close();
    }
  }

  /// Stops the broker if it runs here; another process may then host. Returns when it has stopped.
  @Override
  public void close() {
    closing.countDown(); // An interrupt could hit the store in the middle of a write.
    try {
      keeper.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
