package atelier.worker.intake;

import atelier.library.Caption;
import atelier.library.Dates;
import atelier.library.Field;
import atelier.media.Metadata;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From the tags of a file to the caption of its record.
///
/// - Shape: a field takes the values of its tag, in the order they came; several values are parted
///   at the field's separators, trimmed and told once; of a mono field the last value that is not
///   blank counts; dates become `yyyy/MM/dd HH:mm:ss` where they can be read.
/// - Source: `docs/phraseanet.md`, caption at creation.
final class CaptionMapping {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ROOT);

  private final Clock clock;

  CaptionMapping(Clock clock) {
    this.clock = clock;
  }

  Caption map(
      List<Field> fields,
      Metadata metadata,
      Map<String, String> technicalData,
      String originalName,
      String text) {
    Map<String, List<String>> pseudo = pseudoTags(technicalData, originalName);
    put(pseudo, "pdf-text", text.isBlank() ? null : text);
    var caption = new LinkedHashMap<Field, List<String>>();
    for (Field field : fields) {
      List<String> found =
          field.isPseudo()
              ? pseudo.getOrDefault(field.source().toLowerCase(Locale.ROOT), List.of())
              : metadata.all(field.source());
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

  private Map<String, List<String>> pseudoTags(
      Map<String, String> technicalData, String originalName) {
    int dot = originalName.lastIndexOf('.');
    var tags = new LinkedHashMap<String, List<String>>();
    put(tags, "tf-width", technicalData.get("Width"));
    put(tags, "tf-height", technicalData.get("Height"));
    put(tags, "tf-channels", technicalData.get("Channels"));
    put(tags, "tf-bits", technicalData.get("ColorDepth"));
    put(tags, "tf-duration", technicalData.get("Duration"));
    put(tags, "tf-mimetype", technicalData.get("MimeType"));
    put(tags, "tf-size", technicalData.get("FileSize"));
    put(tags, "tf-basename", originalName);
    put(tags, "tf-filename", dot > 0 ? originalName.substring(0, dot) : originalName);
    put(tags, "tf-extension", dot > 0 ? originalName.substring(dot + 1) : null);
    put(
        tags,
        "tf-archivedate",
        STAMP.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)));
    return tags;
  }

  private static void put(Map<String, List<String>> tags, String name, @Nullable String value) {
    if (value != null) {
      tags.put("phraseanet:" + name, List.of(value));
    }
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
    return Dates.read(value).map(STAMP::format);
  }
}
