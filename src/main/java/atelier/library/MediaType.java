package atelier.library;

import java.util.Locale;
import java.util.Set;

/// What sort of thing a record is; also names its group of sub-definitions.
///
/// - Source: `docs/phraseanet.md`, media types.
public enum MediaType {
  IMAGE,
  VIDEO,
  AUDIO,
  DOCUMENT,
  FLASH,
  UNKNOWN;

  private static final Set<String> IMAGES =
      Set.of("application/postscript", "application/illustrator");
  private static final Set<String> VIDEOS =
      Set.of("application/vnd.rn-realmedia", "application/mxf");
  private static final Set<String> DOCUMENTS =
      Set.of(
          "application/msword",
          "application/access",
          "application/pdf",
          "application/excel",
          "application/powerpoint",
          "application/vnd.ms-powerpoint",
          "application/vnd.ms-excel",
          "application/vnd.ms-office",
          "application/x-indesign");
  private static final String OFFICE_OPEN_XML = "application/vnd.openxmlformats-officedocument.";
  private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";

  /// The type that a MIME type stands for.
  public static MediaType ofMime(String mime) {
    String wanted = mime.toLowerCase(Locale.ROOT);
    if (wanted.startsWith("image/") || IMAGES.contains(wanted)) {
      return IMAGE;
    }
    if (wanted.startsWith("video/") || VIDEOS.contains(wanted)) {
      return VIDEO;
    }
    if (wanted.startsWith("audio/")) {
      return AUDIO;
    }
    if (wanted.startsWith("text/")
        || wanted.startsWith(OFFICE_OPEN_XML)
        || wanted.startsWith(OPEN_DOCUMENT)
        || DOCUMENTS.contains(wanted)) {
      return DOCUMENT;
    }
    return wanted.equals("application/x-shockwave-flash") ? FLASH : UNKNOWN;
  }

  /// Reads the column `record.type` or a group's name; what it does not know is [#UNKNOWN].
  public static MediaType ofColumn(String text) {
    for (MediaType type : values()) {
      if (type.column().equals(text)) {
        return type;
      }
    }
    return UNKNOWN;
  }

  /// As in `record.type` and `subdefgroup/@name`: lower case.
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
