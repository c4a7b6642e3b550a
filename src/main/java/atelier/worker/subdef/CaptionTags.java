package atelier.worker.subdef;

import atelier.library.Caption;
import atelier.library.Dates;
import atelier.library.Field;
import atelier.media.FileUuid;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// From a caption to the tags that hold it in a file.
///
/// - Shape: every field with a tag has an entry, so that one without value erases the tag; dates as
///   `yyyy:MM:dd HH:mm:ss`, and those that cannot be read are left as they are in the file.
/// - Source: `docs/phraseanet.md`, metadata.
final class CaptionTags {
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT);

  private CaptionTags() {}

  static Map<String, List<String>> of(List<Field> fields, Caption caption, Optional<String> uuid) {
    var tags = new LinkedHashMap<String, List<String>>();
    uuid.ifPresent(value -> tags.putAll(FileUuid.writtenLater(value)));
    for (Field field : fields) {
      if (field.isEmbedded()) {
        // Of two fields with the same tag, one that is empty must not erase the other.
        tag(field, caption)
            .filter(values -> !values.isEmpty() || !tags.containsKey(field.source()))
            .ifPresent(values -> tags.put(field.source(), values));
      }
    }
    return tags;
  }

  private static Optional<List<String>> tag(Field field, Caption caption) {
    List<String> values = caption.of(field.name()).stream().map(CaptionTags::clean).toList();
    if (field.type() != Field.Type.DATE) {
      return Optional.of(field.multi() || values.isEmpty() ? values : List.of(values.getLast()));
    }
    if (values.isEmpty()) {
      return Optional.of(List.of());
    }
    return Dates.read(values.getLast()).map(moment -> List.of(WRITTEN.format(moment)));
  }

  private static String clean(String value) {
    return value.replace("\0", "");
  }
}
