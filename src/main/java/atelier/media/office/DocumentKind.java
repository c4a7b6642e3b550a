package atelier.media.office;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The documents that are read.
///
/// - Shape: `extension` is the name under which LibreOffice recognises such a file.
enum DocumentKind {
  WORD_BINARY("doc"),
  EXCEL_BINARY("xls"),
  POWERPOINT_BINARY("ppt"),
  WORD("docx"),
  EXCEL("xlsx"),
  POWERPOINT("pptx"),
  OPEN_TEXT("odt"),
  OPEN_TABLE("ods"),
  OPEN_SLIDES("odp"),
  OPEN_DRAWING("odg"),
  OPEN_FORMULA("odf"),
  RICH_TEXT("rtf"),
  HYPERTEXT("html"),
  VALUES("csv"),
  PLAIN("txt");

  private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";

  private final String extension;

  DocumentKind(String extension) {
    this.extension = extension;
  }

  String extension() {
    return extension;
  }

  /// By the streams of an OLE compound file.
  static Optional<DocumentKind> ofStreams(List<String> names) {
    if (names.contains("WordDocument")) {
      return Optional.of(WORD_BINARY);
    }
    if (names.contains("Workbook") || names.contains("Book")) {
      return Optional.of(EXCEL_BINARY);
    }
    return names.contains("PowerPoint Document")
        ? Optional.of(POWERPOINT_BINARY)
        : Optional.empty();
  }

  /// By the folder in which Office Open XML keeps its main part.
  static Optional<DocumentKind> ofPart(String entry) {
    if (entry.startsWith("word/")) {
      return Optional.of(WORD);
    }
    if (entry.startsWith("xl/")) {
      return Optional.of(EXCEL);
    }
    return entry.startsWith("ppt/") ? Optional.of(POWERPOINT) : Optional.empty();
  }

  /// By the MIME type that an OpenDocument file carries, templates included.
  static Optional<DocumentKind> ofOpenDocument(String mime) {
    String wanted = mime.strip().toLowerCase(Locale.ROOT);
    if (!wanted.startsWith(OPEN_DOCUMENT)) {
      return Optional.empty();
    }
    String name = wanted.substring(OPEN_DOCUMENT.length());
    return switch (name.replaceFirst("-(template|master|web)$", "")) {
      case "text" -> Optional.of(OPEN_TEXT);
      case "spreadsheet", "chart" -> Optional.of(OPEN_TABLE);
      case "presentation" -> Optional.of(OPEN_SLIDES);
      case "graphics" -> Optional.of(OPEN_DRAWING);
      case "formula" -> Optional.of(OPEN_FORMULA);
      default -> Optional.empty();
    };
  }
}
