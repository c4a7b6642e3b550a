package atelier.library;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is said of a record: values by field.
///
/// - Shape: fields in the databox's order; a field without value has no entry; a mono field has one
///   value.
public record Caption(Map<Field, List<String>> values) {
  public static final Caption EMPTY = new Caption(Map.of());

  public Caption {
    var copy = new LinkedHashMap<Field, List<String>>();
    values.forEach((field, texts) -> copy.put(field, List.copyOf(texts)));
    values = java.util.Collections.unmodifiableMap(copy);
  }

  /// The values of a field, none when it has none.
  public List<String> of(String fieldName) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(fieldName))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(List.of());
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /// The title: values of the fields that make it, joined by ` - `; empty when there is none.
  public String title() {
    var parts = new ArrayList<String>();
    values.forEach(
        (field, texts) -> {
          if (field.thumbTitle().equals("1")) {
            parts.addAll(texts);
          }
        });
    return String.join(" - ", parts);
  }
}
