package atelier.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A YAML text in which single numbers can be set, while all else stays as somebody wrote it.
///
/// - Errors: [ConfigurationException] when the text is no YAML.
record YamlText(String text) {
  private static final LoadSettings SETTINGS = LoadSettings.builder().build();

  /// The same text with one number set.
  ///
  /// - Shape: `path` = the keys that lead there; those that are missing are added before the first
  ///   key of the mapping where the path ends.
  YamlText with(long number, String... path) {
    Optional<Node> root = composed();
    if (root.isEmpty()) {
      return new YamlText(text + entry(number, List.of(path)) + "\n");
    }
    Node node = root.get();
    for (int depth = 0; depth < path.length; depth++) {
      Optional<Node> next =
          node instanceof MappingNode map ? value(map, path[depth]) : Optional.empty();
      if (next.isEmpty()) {
        return insert(node, entry(number, List.of(path).subList(depth, path.length)));
      }
      node = next.get();
    }
    return replace(node, Long.toString(number));
  }

  private Optional<Node> composed() {
    try {
      return new Compose(SETTINGS).composeString(text);
    } catch (YamlEngineException e) {
      throw new ConfigurationException("no YAML: " + e.getMessage());
    }
  }

  private static Optional<Node> value(MappingNode map, String key) {
    return map.getValue().stream()
        .filter(each -> each.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .map(NodeTuple::getValueNode)
        .findFirst();
  }

  /// `queues: {ftp: {max_retry: 3}}`
  private static String entry(long number, List<String> path) {
    var inner = new ArrayList<>(path.subList(1, path.size())).reversed();
    String value = Long.toString(number);
    for (String key : inner) {
      value = "{" + key + ": " + value + "}";
    }
    return path.getFirst() + ": " + value;
  }

  private YamlText insert(Node node, String entry) {
    if (node.getTag().equals(Tag.NULL)
        || (node instanceof MappingNode empty && empty.getValue().isEmpty())) {
      return replace(node, "{" + entry + "}");
    }
    if (!(node instanceof MappingNode map)) {
      throw new ConfigurationException("keys and values are expected before " + entry);
    }
    Mark first = mark(map.getValue().getFirst().getKeyNode().getStartMark());
    String after =
        map.getFlowStyle() == FlowStyle.FLOW ? ", " : "\n" + " ".repeat(first.getColumn());
    int at = offset(first);
    return new YamlText(text.substring(0, at) + entry + after + text.substring(at));
  }

  private YamlText replace(Node node, String value) {
    int from = offset(mark(node.getStartMark()));
    int to = offset(mark(node.getEndMark()));
    String blank =
        from > 0 && text.charAt(from - 1) == ':' ? " " : ""; // After a key without value.
    return new YamlText(text.substring(0, from) + blank + value + text.substring(to));
  }

  private static Mark mark(Optional<Mark> mark) {
    return mark.orElseThrow(); // They are on unless switched off.
  }

  private int offset(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }

  /// What a text says; its maps may be changed.
  static Map<Object, Object> parsed(String text) {
    try {
      return new Load(SETTINGS).loadFromString(text) instanceof Map<?, ?> map
          ? changeable(map)
          : new LinkedHashMap<>();
    } catch (YamlEngineException e) {
      throw new ConfigurationException("no YAML: " + e.getMessage());
    }
  }

  /// Numbers of any width become long, so that equal ones are equal.
  private static Map<Object, Object> changeable(Map<?, ?> map) {
    var copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, changeable(value)));
    return copy;
  }

  private static Object changeable(Object value) {
    return switch (value) {
      case Map<?, ?> map -> changeable(map);
      case Integer number -> number.longValue();
      case List<?> list -> list.stream().map(YamlText::changeable).collect(Collectors.toList());
      case null -> "";
      default -> value;
    };
  }

  /// Sets a value in parsed maps, adding those that are missing.
  static void put(Map<Object, Object> root, long number, String... path) {
    Map<Object, Object> map = root;
    for (String key : List.of(path).subList(0, path.length - 1)) {
      if (!(map.get(key) instanceof Map<?, ?>)) {
        map.put(key, new LinkedHashMap<>());
      }
      @SuppressWarnings("unchecked") // All maps in here were made here.
      var inner = (Map<Object, Object>) map.get(key);
      map = inner;
    }
    map.put(path[path.length - 1], number);
  }

  @Override
  public String toString() {
    return text;
  }
}
