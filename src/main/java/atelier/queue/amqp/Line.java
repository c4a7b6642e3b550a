package atelier.queue.amqp;

import atelier.OutsideException;
import atelier.queue.BrokerException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one connection to the broker up: opens it, opens the next when it is lost, until closed.
///
/// The client library's own recovery stays off. Everything that hangs on a connection (channels,
/// delivery tags, confirms) dies with it and is made anew by its owner, so nothing stale is ever
/// used on a new one.
///
/// Thread-safe. One thread of its own opens and closes the connections.
final class Line implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Line.class);

  // Also the longest wait between two tries: the broker's return is noticed within five seconds,
  // connecting included.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  /// A connection that is up, and what the broker behind it understands.
  record Link(Connection connection, Dialect dialect) {}

  /// What is done with a new connection before anybody else sees it.
  @FunctionalInterface
  interface Greeting {
    void greet(Link link) throws IOException;
  }

  private final Supplier<AmqpSettings> settings;
  private final Duration patience;
  private final Greeting greeting;
  private final ExecutorService deliveries =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("amqp-deliver-", 0).factory());
  private final List<Consumer<Link>> watchers = new CopyOnWriteArrayList<>();
  private final AtomicReference<CompletableFuture<Link>> up =
      new AtomicReference<>(new CompletableFuture<>());
  private final Thread keeper;
  private volatile boolean closed;

  /// Starts to connect and returns at once.
  ///
  /// - Units: `patience` limits how long one question to the broker may go unanswered.
  Line(Supplier<AmqpSettings> settings, Duration patience, Greeting greeting) {
    this.settings = settings;
    this.patience = patience;
    this.greeting = greeting;
    this.keeper = Thread.ofVirtual().name("amqp-line").unstarted(this::keep);
  }

  void start() {
    keeper.start();
  }

  /// The connection of this moment.
  Optional<Link> now() {
    var future = up.get();
    return future.isDone() && !future.isCompletedExceptionally()
        ? Optional.of(future.join()).filter(link -> link.connection().isOpen())
        : Optional.empty();
  }

  /// Waits for a connection.
  ///
  /// - Errors: [BrokerException] when there is none within `limit`, or never will be.
  Link await(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      var future = up.get();
      try {
        Link link = future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (link.connection().isOpen()) {
          return link;
        }
      } catch (TimeoutException e) {
        throw new BrokerException("the broker cannot be reached", e);
      } catch (ExecutionException e) {
        throw new BrokerException("the connection to the broker is closed for good", e);
      }
      lost(future);
    }
  }

  /// Makes way for the next connection, once.
  private void lost(CompletableFuture<Link> future) {
    up.compareAndSet(future, new CompletableFuture<>());
    if (closed) {
      up.get().completeExceptionally(new BrokerException("closed"));
    }
  }

  /// Calls `watcher` with the connection of now, if there is one, and with every later one; perhaps
  /// twice with the same. It must not block.
  void watch(Consumer<Link> watcher) {
    watchers.add(watcher);
    now().ifPresent(watcher);
  }

  void unwatch(Consumer<Link> watcher) {
    watchers.remove(watcher);
  }

  private void keep() {
    boolean firstTime = true;
    try {
      while (true) {
        Link link = connect(firstTime);
        firstTime = false;
        var future = up.get();
        try {
          var gone = new CountDownLatch(1);
          link.connection().addShutdownListener(_ -> gone.countDown());
          future.complete(link);
          watchers.forEach(watcher -> watcher.accept(link));
          gone.await();
        } finally {
          link.connection().abort((int) FAREWELL.toMillis());
        }
        if (closed) {
          return;
        }
        lost(future);
        log.warn(
            "Lost the broker, trying until it is back: {}",
            Refusal.reason(link.connection().getCloseReason()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Closed: nobody but close() interrupts the keeper.
    } finally {
      up.get().completeExceptionally(new BrokerException("closed"));
    }
  }

  /// Tries until there is a connection.
  private Link connect(boolean firstTime) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    boolean saidSo = !firstTime;
    while (true) {
      try {
        Link link = open();
        log.info(saidSo ? "The broker is back: {}" : "Connected to the broker: {}", link.dialect());
        return link;
      } catch (OutsideException | IOException | TimeoutException | ShutdownSignalException e) {
        if (!saidSo) {
          log.warn("Cannot reach the broker, trying until it is there: {}", Refusal.reason(e));
          saidSo = true;
        }
      }
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private Link open() throws IOException, TimeoutException {
    Connection connection = Connections.open(settings.get(), patience, deliveries);
    try {
      Link link = new Link(connection, Dialect.of(connection));
      greeting.greet(link);
      return link;
    } catch (IOException | RuntimeException e) {
      connection.abort((int) FAREWELL.toMillis());
      throw e;
    }
  }

  /// Closes the connection, so that the broker takes back what is unanswered, and stays closed.
  @Override
  public void close() {
    closed = true;
    up.get().completeExceptionally(new BrokerException("closed"));
    keeper.interrupt();
    try {
      keeper.join(FAREWELL.multipliedBy(2));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    deliveries.shutdownNow();
  }
}
