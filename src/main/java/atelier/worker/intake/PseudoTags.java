package atelier.worker.intake;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tags that are in no file: `Phraseanet:tf-…`.
///
/// - Shape: names in lower case, `phraseanet:tf-width`.
/// - Source: `docs/phraseanet.md`, caption at creation.
final class PseudoTags {
  static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ROOT);
  static final String GROUP = "phraseanet:";

  /// The record's own number, which is known last.
  static final String RECORD_NUMBER = GROUP + "tf-recordid";

  static final String EDIT_DATE = GROUP + "tf-editdate";
  static final String TEXT = GROUP + "pdf-text";

  private final Map<String, List<String>> tags = new LinkedHashMap<>();

  private PseudoTags() {}

  static PseudoTags of(Map<String, String> technicalData, String originalName, Clock clock) {
    int dot = originalName.lastIndexOf('.');
    return new PseudoTags()
        .with("tf-width", technicalData.get("Width"))
        .with("tf-height", technicalData.get("Height"))
        .with("tf-channels", technicalData.get("Channels"))
        .with("tf-bits", technicalData.get("ColorDepth"))
        .with("tf-duration", technicalData.get("Duration"))
        .with("tf-mimetype", technicalData.get("MimeType"))
        .with("tf-size", technicalData.get("FileSize"))
        .with("tf-basename", originalName)
        .with("tf-filename", dot > 0 ? originalName.substring(0, dot) : originalName)
        .with("tf-extension", dot > 0 ? originalName.substring(dot + 1) : null)
        .with("tf-archivedate", STAMP.format(now(clock)));
  }

  static LocalDateTime now(Clock clock) {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  PseudoTags withText(Optional<String> text) {
    return with("pdf-text", text.orElse(null));
  }

  PseudoTags withQuarantine(Optional<String> moment) {
    return with("tf-quarantine", moment.orElse(null));
  }

  List<String> all(String source) {
    return tags.getOrDefault(source.toLowerCase(Locale.ROOT), List.of());
  }

  private PseudoTags with(String name, @Nullable String value) {
    if (value != null) {
      tags.put(GROUP + name, List.of(value));
    }
    return this;
  }
}
