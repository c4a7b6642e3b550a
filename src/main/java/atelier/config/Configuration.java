package atelier.config;

import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The settings in force.
///
/// - Shape: an empty `broker` means the embedded one, an empty `database` the embedded databases;
///   `warnings` are for whoever wrote the file.
/// - Source: `docs/phraseanet.md`, configuration.
public record Configuration(
    Optional<Path> file,
    Optional<DatabaseSettings> database,
    Optional<String> mainKey,
    Optional<String> serverName,
    Optional<Path> subdefStorage,
    Optional<BrokerSettings> broker,
    Topology topology,
    Set<String> metadataMimes,
    Map<String, String> extensionMapping,
    ToolSettings tools,
    UploadSettings uploads,
    List<String> warnings) {

  /// A key of ours, which PHP passes over: how much memory all media tools of a process may have
  /// together.
  public static final String TOOL_MEMORY_KEY = "workers.tools.memory";

  /// MIME types of the files that metadata is written into, when the configuration has no such key
  /// at all.
  public static final Set<String> USUAL_METADATA_MIMES =
      Set.of("image/jpeg", "image/png", "application/postscript", "application/pdf", "image/tiff");

  /// File name extensions whose MIME type is fixed.
  public static final Map<String, String> USUAL_EXTENSION_MAPPING =
      Map.of(
          "otc", "application/vnd.oasis.opendocument.chart-template",
          "ttc", "application/x-font-ttf",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "docx", "application/msword",
          "pptx", "application/vnd.ms-powerpoint",
          "mxf", "application/mxf",
          "mp4", "video/mp4",
          "svg", "image/svg+xml");

  public Configuration {
    metadataMimes = Set.copyOf(metadataMimes);
    extensionMapping = Map.copyOf(extensionMapping);
    warnings = List.copyOf(warnings);
  }

  /// Everything embedded.
  public static Configuration embedded() {
    return new Configuration(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Topology.usual(),
        USUAL_METADATA_MIMES,
        USUAL_EXTENSION_MAPPING,
        ToolSettings.USUAL,
        UploadSettings.NONE,
        List.of());
  }

  /// Reads a `configuration.yml`.
  ///
  /// - Errors: [ConfigurationException].
  public static Configuration read(Path file) {
    return new ConfigurationFile(file).read();
  }

  /// What `worker:show-configuration` prints; secrets are masked.
  public String toYaml() {
    return new ConfigurationText(this).yaml();
  }

  /// The queues' settings, in the order of [QueueType].
  public Map<QueueType, QueueSettings> queues() {
    var all = new EnumMap<QueueType, QueueSettings>(QueueType.class);
    for (QueueType type : QueueType.values()) {
      all.put(type, topology.settings(type));
    }
    return all;
  }
}
