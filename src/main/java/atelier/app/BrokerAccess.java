package atelier.app;

import atelier.config.BrokerSettings;
import atelier.config.Configuration;
import atelier.queue.BrokerException;
import atelier.queue.amqp.AmqpBroker;
import atelier.queue.amqp.AmqpSettings;
import atelier.queue.qpid.BrokerAddress;
import atelier.queue.qpid.EmbeddedBroker;
import atelier.queue.qpid.Hosting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;

/// The way to the broker: the one of the configuration, else the embedded one.
record BrokerAccess(Configuration configuration, Home home) {
  // It takes two or three seconds, and many more on a machine that is busy.
  private static final Duration STARTING = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(50);
  // A broker that died of its store may leave its connections open: only silence tells.
  private static final Duration EMBEDDED_HEARTBEAT = Duration.ofSeconds(10);

  /// For a process that works: it hosts the embedded broker when nobody else does.
  ///
  /// - Shape: what is started goes onto `started`, the broker's connection last.
  AmqpBroker hosting(Deque<AutoCloseable> started) {
    AmqpBroker broker =
        configuration
            .broker()
            .map(BrokerAccess::outside)
            .orElseGet(
                () -> {
                  Path folder = home.broker();
                  var hosting = Hosting.start(folder);
                  started.push(hosting);
                  awaited(hosting, folder); // Longer than a connection is waited for.
                  return AmqpBroker.connect(
                      () -> settings(awaited(hosting, folder)), AmqpBroker.USUAL_PATIENCE, hosting);
                });
    started.push(broker);
    return broker;
  }

  /// For a command that asks and ends: it never hosts.
  ///
  /// - Errors: [BrokerException] when nobody hosts the embedded broker.
  AmqpBroker visiting() {
    return configuration.broker().map(BrokerAccess::outside).orElseGet(this::visitingEmbedded);
  }

  private AmqpBroker visitingEmbedded() {
    hosted(); // Says so at once when there is nobody.
    return AmqpBroker.connect(() -> settings(hosted()), AmqpBroker.USUAL_PATIENCE);
  }

  /// The address that a process which died has left behind does not count.
  private BrokerAddress hosted() {
    return EmbeddedBroker.address(home.broker())
        .filter(address -> ProcessHandle.of(address.pid()).isPresent())
        .orElseThrow(
            () ->
                new BrokerException(
                    "no process hosts the embedded broker of "
                        + home.root()
                        + "; start bin/console worker:execute or bin/console demo, and try again"));
  }

  private static AmqpBroker outside(BrokerSettings broker) {
    var settings =
        new AmqpSettings(
            broker.hosts(),
            broker.port(),
            broker.user(),
            broker.password(),
            broker.vhost(),
            broker.tls(),
            broker.authorities(),
            broker.heartbeat(),
            AmqpSettings.USUAL_CONNECT_TIMEOUT);
    return AmqpBroker.connect(() -> settings, AmqpBroker.USUAL_PATIENCE);
  }

  static AmqpSettings settings(BrokerAddress address) {
    return AmqpSettings.of(address.host(), address.port(), address.user(), address.password())
        .withHeartbeat(EMBEDDED_HEARTBEAT);
  }

  /// A broker that is just being started is waited for, so that nobody is told it is away.
  private static BrokerAddress awaited(Hosting hosting, Path folder) {
    long end = System.nanoTime() + STARTING.toNanos();
    while (true) {
      Optional<BrokerAddress> address =
          EmbeddedBroker.address(folder).filter(each -> ProcessHandle.of(each.pid()).isPresent());
      if (address.isPresent()) {
        return address.get();
      }
      if (hosting.trouble().isPresent() || System.nanoTime() > end) {
        // Perhaps its host is alive in another container, whose processes are not seen here.
        return EmbeddedBroker.address(folder)
            .orElseThrow(() -> new BrokerException(trouble(hosting, folder)));
      }
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BrokerException("interrupted while the embedded broker starts", e);
      }
    }
  }

  private static String trouble(Hosting hosting, Path folder) {
    return hosting.trouble().orElse("the embedded broker of " + folder + " is not up yet");
  }
}
