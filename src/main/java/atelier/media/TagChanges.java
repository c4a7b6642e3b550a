package atelier.media;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What shall be written into a file's metadata.
///
/// - Shape: `tags` with the values they shall have, none = the tag goes; `eraseFirst` = all other
///   metadata but the ICC profile goes too; `dpi` 0 = the resolution stays; `workingGroup` = by the
///   rules of the Metadata Working Group.
public record TagChanges(
    Map<String, List<String>> tags, boolean eraseFirst, int dpi, boolean workingGroup) {
  public TagChanges {
    var copy = new LinkedHashMap<String, List<String>>();
    tags.forEach((tag, values) -> copy.put(tag, List.copyOf(values)));
    tags = java.util.Collections.unmodifiableMap(copy);
  }

  /// By exiftool's own rules.
  public TagChanges(Map<String, List<String>> tags, boolean eraseFirst, int dpi) {
    this(tags, eraseFirst, dpi, false);
  }
}
