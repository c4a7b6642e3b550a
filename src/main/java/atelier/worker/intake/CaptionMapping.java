package atelier.worker.intake;

import atelier.library.Caption;
import atelier.library.Dates;
import atelier.library.Field;
import atelier.media.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From the tags of a file to the caption of its record.
///
/// - Shape: a field takes the values of its tag, in the order they came, then what somebody said;
///   several values are parted at the field's separators, trimmed and told once; of a mono field
///   the last value that is not blank counts; dates become `yyyy/MM/dd HH:mm:ss` where they can be
///   read.
/// - Source: `docs/phraseanet.md`, caption at creation.
final class CaptionMapping {
  private static final String XMP_DOCUMENT = "XMP-xmpMM:DocumentID";
  private static final String XMP_PREFIX = "xmp.did:";

  private CaptionMapping() {}

  /// - Shape: `given` = what somebody said, by the numbers of fields; it comes behind what is in
  ///   the file and before the pseudo tags.
  static Caption map(
      List<Field> fields, Metadata metadata, Map<Integer, List<String>> given, PseudoTags pseudo) {
    var caption = new LinkedHashMap<Field, List<String>>();
    for (Field field : fields) {
      var found = new ArrayList<>(embedded(field, metadata));
      found.addAll(given.getOrDefault(field.id(), List.of()));
      found.addAll(field.isPseudo() ? pseudo.all(field.source()) : List.of());
      List<String> values = field.multi() ? several(field, found) : single(found);
      if (field.type() == Field.Type.DATE) {
        values = values.stream().map(value -> date(value).orElse(value)).toList();
      }
      if (!values.isEmpty()) {
        caption.put(field, values);
      }
    }
    return new Caption(caption);
  }

  private static List<String> embedded(Field field, Metadata metadata) {
    if (!field.isEmbedded()) {
      return List.of();
    }
    List<String> values = metadata.all(field.source());
    return field.source().equals(XMP_DOCUMENT)
        ? values.stream().map(CaptionMapping::withoutPrefix).toList()
        : values;
  }

  private static String withoutPrefix(String value) {
    return value.startsWith(XMP_PREFIX) ? value.substring(XMP_PREFIX.length()) : value;
  }

  private static List<String> single(List<String> found) {
    String last = "";
    for (String value : found) {
      last = value.isBlank() ? last : value.strip();
    }
    return last.isEmpty() ? List.of() : List.of(last);
  }

  private static List<String> several(Field field, List<String> found) {
    var values = new LinkedHashSet<String>();
    for (String value : found) {
      for (String part : parts(value, field.separator())) {
        if (!part.isBlank()) {
          values.add(part.strip());
        }
      }
    }
    return List.copyOf(values);
  }

  private static List<String> parts(String value, String separators) {
    var parts = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      if (separators.indexOf(value.charAt(i)) >= 0) {
        parts.add(value.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(value.substring(start));
    return parts;
  }

  private static Optional<String> date(String value) {
    return Dates.read(value).map(PseudoTags.STAMP::format);
  }
}
