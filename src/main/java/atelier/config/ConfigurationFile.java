package atelier.config;

import atelier.queue.QueueKind;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a `configuration.yml`: keys of Phraseanet that are not used here are passed over, unknown
/// keys under `workers` become warnings.
final class ConfigurationFile {
  private static final int AMQP_PORT = 5672;
  private static final int DATABASE_PORT = 3306;
  private static final List<String> DRIVERS = List.of("pdo_mysql", "mysqli");
  private static final Duration USUAL_HEARTBEAT = Duration.ofMinutes(1);
  private static final Set<String> WORKER_KEYS =
      Set.of(
          "queue",
          "queues",
          "auto-cancelingJob",
          "webhook",
          "writeMetadatas",
          "ftp",
          "records_actions",
          "tools",
          "failed_ttl");

  private final Path file;
  private final List<String> warnings = new ArrayList<>();

  ConfigurationFile(Path file) {
    this.file = file;
  }

  Configuration read() {
    Section root = new Section(file, "", load());
    Section main = root.section("main");
    Section workers = root.section("workers");
    warnOfUnknownKeys(workers);
    return new Configuration(
        Optional.of(file),
        database(main),
        main.text("key"),
        root.text("servername"),
        main.section("storage").text("subdefs").map(Path::of),
        broker(workers, main.has("database")),
        topology(workers),
        metadataMimes(workers),
        extensionMapping(root),
        new ToolSection(root, warning -> warnings.add(file + ": " + warning)).read(),
        new UploadSection(root, warnings::add).read(),
        warnings);
  }

  private Map<String, Object> load() {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigurationException("cannot read " + file + ": " + e.getMessage());
    }
    Object value;
    try {
      value =
          new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new ConfigurationException(file + " is no YAML: " + e.getMessage());
    }
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new ConfigurationException(file + ": expected keys and values at the top");
    }
    return Section.withTextKeys(map);
  }

  private static Optional<DatabaseSettings> database(Section main) {
    if (!main.has("database")) {
      return Optional.empty();
    }
    Section database = main.section("database");
    database.oneOf("driver", DRIVERS);
    return Optional.of(
        new DatabaseSettings(
            database.required("host"),
            (int) database.number("port", DATABASE_PORT, 1, 65_535),
            database.required("user"),
            database.text("password").orElse(""),
            database.required("dbname")));
  }

  /// A Phraseanet file with a database but no broker block means the broker on this host.
  private static Optional<BrokerSettings> broker(Section workers, boolean database) {
    Section queue = workers.section("queue");
    if (!queue.has("worker-queue") && !database) {
      return Optional.empty();
    }
    Section broker = queue.section("worker-queue");
    List<String> hosts = broker.texts("hosts");
    return Optional.of(
        new BrokerSettings(
            hosts.isEmpty() ? List.of(broker.text("host").orElse("localhost")) : hosts,
            (int) broker.number("port", AMQP_PORT, 1, 65_535),
            broker.text("user").filter(user -> !user.isEmpty()).orElse("guest"),
            broker.text("password").filter(password -> !password.isEmpty()).orElse("guest"),
            broker.text("vhost").orElse("/"),
            broker.flag("ssl", false),
            broker.text("ca_file").map(Path::of),
            Duration.ofSeconds(broker.number("heartbeat", USUAL_HEARTBEAT.toSeconds(), 0, 3600))));
  }

  private Topology topology(Section workers) {
    Section queues = workers.section("queues");
    var settings = new EnumMap<QueueType, QueueSettings>(QueueType.class);
    for (String name : queues.keys()) {
      Optional<QueueType> type = QueueType.ofName(name);
      if (type.isEmpty()) {
        warn(queues.path(name), names(), name);
        continue;
      }
      Section queue = queues.section(name);
      QueueSettings usual = type.get().defaults();
      settings.put(
          type.get(),
          new QueueSettings(
              (int) queue.number("max_retry", usual.maxRetry(), 1, 1000),
              Duration.ofMillis(
                  queue.number("ttl_retry", usual.retryDelay().toMillis(), 1, Integer.MAX_VALUE)),
              Duration.ofMillis(
                  queue.number(
                      "ttl_delayed", usual.delayedDelay().toMillis(), 1, Integer.MAX_VALUE))));
    }
    return new Topology(
        settings,
        Duration.ofMillis(
            workers.number(
                "failed_ttl", Topology.USUAL_FAILED_TTL.toMillis(), 1, Integer.MAX_VALUE)),
        queueKind(workers.section("queue").section("worker-queue")));
  }

  private static QueueKind queueKind(Section broker) {
    String text = broker.text("queue-type").orElse("classic");
    return switch (text) {
      case "classic" -> QueueKind.CLASSIC;
      case "quorum" -> QueueKind.QUORUM;
      default -> throw broker.wrong("queue-type", "classic or quorum");
    };
  }

  /// As in the reference: a file without the key means that nothing is written, which few who leave
  /// it out know.
  private Set<String> metadataMimes(Section workers) {
    Section section = workers.section("writeMetadatas");
    if (!section.has("acceptedMimeType")) {
      warnings.add(
          file
              + ": "
              + section.path("acceptedMimeType")
              + " is absent, so no metadata is written into files; the usual list is "
              + Configuration.USUAL_METADATA_MIMES.stream().sorted().toList());
    }
    return Set.copyOf(section.texts("acceptedMimeType"));
  }

  private static Map<String, String> extensionMapping(Section root) {
    Section mapping = root.section("border-manager").section("extension-mapping");
    var all = new LinkedHashMap<>(Configuration.USUAL_EXTENSION_MAPPING);
    mapping
        .keys()
        .forEach(
            key ->
                mapping.text(key).ifPresent(mime -> all.put(key.toLowerCase(Locale.ROOT), mime)));
    return all;
  }

  private void warnOfUnknownKeys(Section workers) {
    for (String key : workers.keys()) {
      if (!WORKER_KEYS.contains(key)) {
        warn(workers.path(key), WORKER_KEYS.stream().sorted().toList(), key);
      }
    }
  }

  private void warn(String path, List<String> known, String key) {
    warnings.add(
        file + ": " + path + " is unknown and not used; did you mean " + nearest(known, key) + "?");
  }

  private static List<String> names() {
    return Arrays.stream(QueueType.values()).map(QueueType::queueName).toList();
  }

  private static String nearest(List<String> known, String key) {
    return known.stream()
        .min(
            Comparator.comparingInt(
                each -> LevenshteinDistance.getDefaultInstance().apply(each, key)))
        .orElseThrow();
  }
}
