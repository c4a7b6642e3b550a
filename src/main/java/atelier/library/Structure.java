package atelier.library;

import java.nio.file.Path;
import java.util.List;

/// A databox's structure document, understood.
///
/// - Shape: `documents` is the root of the originals; one group a media type at most.
/// - Source: `docs/phraseanet.md`, structure document.
public record Structure(Path documents, List<SubdefGroup> groups) {
  public Structure {
    groups = List.copyOf(groups);
  }

  /// The group of a media type; empty when the structure has none.
  public SubdefGroup group(MediaType type) {
    return groups.stream()
        .filter(group -> group.type() == type)
        .findFirst()
        .orElseGet(() -> new SubdefGroup(type, true, List.of()));
  }
}
