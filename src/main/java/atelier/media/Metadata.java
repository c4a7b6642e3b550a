package atelier.media;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tags found in a file.
///
/// - Shape: names as exiftool gives them with the family-1 group (`IPTC:Keywords`, `IFD0:Model`);
///   several values for lists; numbers as texts, not formatted for people (`-n`); binary values are
///   left out.
public record Metadata(Map<String, List<String>> tags) {
  public Metadata {
    var copy = new LinkedHashMap<String, List<String>>();
    tags.forEach((tag, values) -> copy.put(tag, List.copyOf(values)));
    tags = java.util.Collections.unmodifiableMap(copy);
  }

  /// All values of a tag, none when it is not there.
  public List<String> all(String tag) {
    return tags.getOrDefault(tag, List.of());
  }

  /// The first value that is not blank among these tags, in this order.
  public Optional<String> first(String... names) {
    for (String name : names) {
      for (String value : all(name)) {
        if (!value.isBlank()) {
          return Optional.of(value);
        }
      }
    }
    return Optional.empty();
  }
}
