package atelier.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A part of the configuration file that knows where it stands, so that errors can name the key's
/// path.
record Section(Path file, String name, Map<String, Object> values) {

  static Map<String, Object> withTextKeys(Map<?, ?> map) {
    var values = new LinkedHashMap<String, Object>();
    map.forEach(
        (key, value) -> {
          if (value != null) {
            values.put(String.valueOf(key), value);
          }
        });
    return values;
  }

  Set<String> keys() {
    return values.keySet();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  String path(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  /// The part below a key; empty when it is not there.
  Section section(String key) {
    Object value = values.get(key);
    return switch (value) {
      case null -> new Section(file, path(key), Map.of());
      case Map<?, ?> map -> new Section(file, path(key), withTextKeys(map));
      case List<?> list when list.isEmpty() -> new Section(file, path(key), Map.of());
      default -> throw wrong(key, "keys and values");
    };
  }

  /// The parts of a list, or of what PHP made keys and values of.
  List<Section> sections(String key) {
    Object value = values.get(key);
    List<?> parts =
        switch (value) {
          case null -> List.of();
          case List<?> list -> list;
          case Map<?, ?> map -> List.copyOf(map.values());
          default -> throw wrong(key, "a list");
        };
    var sections = new ArrayList<Section>();
    for (Object part : parts) {
      String name = path(key) + "[" + sections.size() + "]";
      if (!(part instanceof Map<?, ?> map)) {
        throw new ConfigurationException(file + ": " + name + " must be keys and values");
      }
      sections.add(new Section(file, name, withTextKeys(map)));
    }
    return List.copyOf(sections);
  }

  Optional<String> text(String key) {
    Object value = values.get(key);
    return switch (value) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Number number -> Optional.of(number.toString());
      default -> throw wrong(key, "a text");
    };
  }

  /// A text that must be there and not be empty.
  String required(String key) {
    return text(key).filter(text -> !text.isBlank()).orElseThrow(() -> wrong(key, "a text"));
  }

  /// Refuses a text that is there and is none of these.
  void oneOf(String key, List<String> allowed) {
    if (text(key).filter(text -> !allowed.contains(text)).isPresent()) {
      throw wrong(key, String.join(" or ", allowed));
    }
  }

  List<String> texts(String key) {
    Object value = values.get(key);
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case Map<?, ?> map -> map.values().stream().map(String::valueOf).toList();
      case String text -> List.of(text);
      default -> throw wrong(key, "a list of texts");
    };
  }

  long number(String key, long usual, long least, long most) {
    Object value = values.get(key);
    long number =
        switch (value) {
          case null -> usual;
          case Integer small -> small;
          case Long big -> big;
          case String text when text.matches("-?\\d{1,15}") -> Long.parseLong(text);
          default -> throw wrong(key, "a whole number from " + least + " to " + most);
        };
    if (number < least || number > most) {
      throw wrong(key, "a whole number from " + least + " to " + most + ", not " + number);
    }
    return number;
  }

  boolean flag(String key, boolean usual) {
    Object value = values.get(key);
    return switch (value) {
      case null -> usual;
      case Boolean flag -> flag;
      default -> throw wrong(key, "true or false");
    };
  }

  /// The value itself is not shown: it may be a secret.
  ConfigurationException wrong(String key, String allowed) {
    return new ConfigurationException(file + ": " + path(key) + " must be " + allowed);
  }
}
