package atelier.config;

import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// The settings in force as YAML, under the keys of the configuration file.
final class ConfigurationText {
  private static final String MASK = "********";

  private final Configuration configuration;

  ConfigurationText(Configuration configuration) {
    this.configuration = configuration;
  }

  String yaml() {
    var workers = new LinkedHashMap<String, Object>();
    workers.put("queue", Map.of("worker-queue", broker()));
    var queues = new LinkedHashMap<String, Object>();
    configuration
        .queues()
        .forEach((type, settings) -> queues.put(type.queueName(), queue(type, settings)));
    workers.put("queues", queues);
    workers.put("failed_ttl", configuration.topology().failedTtl().toMillis());
    workers.put(
        "writeMetadatas",
        Map.of("acceptedMimeType", configuration.metadataMimes().stream().sorted().toList()));
    var dump =
        new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setIndent(2).build());
    String source =
        configuration.file().map(file -> "# " + file).orElse("# no file: everything embedded");
    var all = new LinkedHashMap<String, Object>();
    all.put("main", Map.of("database", database()));
    all.put("workers", workers);
    return source + "\n" + dump.dumpToString(all);
  }

  private Object database() {
    if (configuration.database().isEmpty()) {
      return "embedded";
    }
    DatabaseSettings database = configuration.database().get();
    var values = new LinkedHashMap<String, Object>();
    values.put("host", database.host());
    values.put("port", database.port());
    values.put("user", database.user());
    values.put("password", MASK);
    values.put("dbname", database.name());
    return values;
  }

  private Object broker() {
    if (configuration.broker().isEmpty()) {
      return "embedded";
    }
    BrokerSettings broker = configuration.broker().get();
    var values = new LinkedHashMap<String, Object>();
    if (broker.hosts().size() == 1) {
      values.put("host", broker.hosts().getFirst());
    } else {
      values.put("hosts", broker.hosts());
    }
    values.put("port", broker.port());
    values.put("user", broker.user());
    values.put("password", MASK);
    values.put("vhost", broker.vhost());
    values.put("ssl", broker.tls());
    broker.authorities().ifPresent(file -> values.put("ca_file", file.toString()));
    values.put("heartbeat", broker.heartbeat().toSeconds());
    values.put("queue-type", configuration.topology().kind().name().toLowerCase(Locale.ROOT));
    return values;
  }

  private static Map<String, Object> queue(QueueType type, QueueSettings settings) {
    var values = new LinkedHashMap<String, Object>();
    values.put("max_retry", settings.maxRetry());
    values.put("ttl_retry", settings.retryDelay().toMillis());
    if (type.family() == QueueType.Family.RETRY_AND_DELAYED) {
      values.put("ttl_delayed", settings.delayedDelay().toMillis());
    }
    return values;
  }
}
