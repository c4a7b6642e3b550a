package atelier.queue.amqp;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/// Opens connections as the settings say.
final class Connections {
  private Connections() {}

  /// - Shape: the client's own recovery is off; `deliveries` runs the receivers.
  /// - Units: `patience` limits how long the broker may leave one question unanswered.
  static Connection open(AmqpSettings settings, Duration patience, ExecutorService deliveries)
      throws IOException, TimeoutException {
    var factory = new ConnectionFactory();
    factory.setUsername(settings.user());
    factory.setPassword(settings.password());
    factory.setVirtualHost(settings.virtualHost());
    factory.setRequestedHeartbeat((int) settings.heartbeat().toSeconds());
    factory.setConnectionTimeout((int) settings.connectTimeout().toMillis());
    factory.setHandshakeTimeout((int) settings.connectTimeout().toMillis());
    factory.setChannelRpcTimeout((int) patience.toMillis());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    // The client's default pool is as small as the cores: subscriptions would wait for each other.
    factory.setSharedExecutor(deliveries);
    factory.setThreadFactory(Thread.ofPlatform().daemon().name("amqp-io-", 0).factory());
    factory.setExceptionHandler(new QuietExceptions());
    if (settings.tls()) {
      checkPeer(factory);
    }
    List<Address> addresses =
        settings.hosts().stream().map(host -> new Address(host, settings.port())).toList();
    return factory.newConnection(addresses, "atelier");
  }

  /// The JDK's trust store and the host name decide; the client's default would trust everybody.
  private static void checkPeer(ConnectionFactory factory) {
    try {
      factory.useSslProtocol(SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
    factory.enableHostnameVerification();
  }
}
