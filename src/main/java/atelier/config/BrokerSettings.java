package atelier.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where RabbitMQ is.
///
/// - Source: `workers.queue.worker-queue`; `hosts` is ours, for several nodes of one cluster, and
///   so is `ca_file` (`authorities`), a file of certificates in PEM.
public record BrokerSettings(
    List<String> hosts,
    int port,
    String user,
    String password,
    String vhost,
    boolean tls,
    Optional<Path> authorities,
    Duration heartbeat) {
  public BrokerSettings {
    hosts = List.copyOf(hosts);
  }

  @Override
  public String toString() {
    return "BrokerSettings[" + user + "@" + hosts + ":" + port + vhost + ", tls=" + tls + "]";
  }
}
