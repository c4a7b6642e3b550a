package atelier.queue.amqp;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

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
      checkPeer(factory, settings.authorities());
    }
    List<Address> addresses =
        settings.hosts().stream().map(host -> new Address(host, settings.port())).toList();
    return factory.newConnection(addresses, "atelier");
  }

  /// The authorities and the host name decide; the client's default would trust everybody.
  private static void checkPeer(ConnectionFactory factory, Optional<Path> authorities)
      throws IOException {
    try {
      factory.useSslProtocol(
          authorities.isPresent() ? trusting(authorities.get()) : SSLContext.getDefault());
    } catch (NoSuchAlgorithmException | KeyManagementException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
    factory.enableHostnameVerification();
  }

  /// - Errors: [IOException] when the file cannot be read or holds no certificate.
  private static SSLContext trusting(Path authorities)
      throws IOException, NoSuchAlgorithmException, KeyManagementException {
    try (InputStream file = Files.newInputStream(authorities)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        trusted.setCertificateEntry("authority-" + number, each);
        number++;
      }
      if (number == 0) {
        throw new IOException("there is no certificate in " + authorities);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (CertificateException | KeyStoreException e) {
      throw new IOException("the certificates of " + authorities + " cannot be read", e);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file of certificates " + authorities, e);
    }
  }
}
