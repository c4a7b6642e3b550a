package atelier.library;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Everything a record is made of, written in one go.
///
/// - Shape: `staged` is the document's file in its last folder but under a temporary name; it gets
///   its own name (`<record>_document.<extension>`) when the record has its number. `technicalData`
///   by name (`Width`, `Channels` …). `announcements` are asked for once the number is known.
///   `numberFields` get the record's own number as their value. `source` names for good what was
///   brought, where it has such a name.
/// - Source: `docs/phraseanet.md`, record creation.
public record NewRecord(
    int collectionId,
    MediaType type,
    String originalName,
    String uuid,
    String sha256,
    long status,
    StagedFile staged,
    Map<String, String> technicalData,
    Caption caption,
    Function<RecordId, List<Announcement>> announcements,
    List<Field> numberFields,
    Optional<String> source) {
  public NewRecord {
    technicalData = Map.copyOf(technicalData);
    numberFields = List.copyOf(numberFields);
  }

  /// Without number fields and source.
  public NewRecord(
      int collectionId,
      MediaType type,
      String originalName,
      String uuid,
      String sha256,
      long status,
      StagedFile staged,
      Map<String, String> technicalData,
      Caption caption,
      Function<RecordId, List<Announcement>> announcements) {
    this(
        collectionId,
        type,
        originalName,
        uuid,
        sha256,
        status,
        staged,
        technicalData,
        caption,
        announcements,
        List.of(),
        Optional.empty());
  }

  /// The caption with the number in the fields for it.
  public Caption captionOf(int record) {
    var values = new LinkedHashMap<>(caption.values());
    numberFields.forEach(field -> values.put(field, List.of(Integer.toString(record))));
    return new Caption(values);
  }

  /// The document's file before it has its name.
  ///
  /// - Shape: `extension` without dot, lower case, may be empty.
  public record StagedFile(
      Path path, String extension, int widthPixels, int heightPixels, String mime, long sizeBytes) {

    /// `12_document.jpg`
    public String nameFor(int record) {
      return record + "_document" + (extension.isEmpty() ? "" : "." + extension);
    }
  }
}
