package atelier.library;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One asset: a document with its row in the databox, or a story.
///
/// - Shape: stories have no document, MIME type, hash or name; `flags` is the column `jeton`.
/// - Units: `status` holds 32 bits.
/// - Source: `docs/phraseanet.md`, records.
@SuppressWarnings(
    "JavaLangClash") // The field's own word; java.lang.Record is never meant in this house.
public record Record(
    RecordId id,
    int collectionId,
    boolean story,
    MediaType type,
    @Nullable String mimeOrNull,
    @Nullable String sha256OrNull,
    @Nullable String uuidOrNull,
    @Nullable String originalNameOrNull,
    long status,
    int flags,
    Instant created,
    Instant modified) {

  /// Bits of the column `jeton`.
  public static final int MAKE_SUBDEFS = 1;

  public static final int WRITE_DOCUMENT_METADATA = 2;
  public static final int WRITE_SUBDEF_METADATA = 4;
  public static final int TO_INDEX = 8;
  public static final int INDEXING = 16;

  public Optional<String> mime() {
    return Optional.ofNullable(mimeOrNull);
  }

  public Optional<String> sha256() {
    return Optional.ofNullable(sha256OrNull);
  }

  public Optional<String> uuid() {
    return Optional.ofNullable(uuidOrNull);
  }

  /// The name it was uploaded under, with extension.
  public Optional<String> originalName() {
    return Optional.ofNullable(originalNameOrNull);
  }
}
