package atelier.library;

import java.nio.file.Path;
import java.time.Instant;

/// A file of a record: the document itself or a sub-definition made from it.
///
/// - Shape: `name` is `document` or a sub-definition's name, lower case.
/// - Units: pixels, 0 when unknown; bytes.
/// - Source: `docs/phraseanet.md`, table `subdef`.
public record Subdef(
    RecordId record,
    String name,
    Path folder,
    String file,
    int widthPixels,
    int heightPixels,
    String mime,
    long sizeBytes,
    boolean substituted,
    Instant updated) {
  public static final String DOCUMENT = "document";

  public Path path() {
    return folder.resolve(file);
  }
}
