package atelier.config;

import java.time.Duration;
import java.util.List;

/// Where RabbitMQ is.
///
/// - Source: `workers.queue.worker-queue`; `hosts` is ours, for several nodes of one cluster.
public record BrokerSettings(
    List<String> hosts,
    int port,
    String user,
    String password,
    String vhost,
    boolean tls,
    Duration heartbeat) {
  public BrokerSettings {
    hosts = List.copyOf(hosts);
  }

  @Override
  public String toString() {
    return "BrokerSettings[" + user + "@" + hosts + ":" + port + vhost + ", tls=" + tls + "]";
  }
}
