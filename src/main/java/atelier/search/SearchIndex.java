package atelier.search;

import atelier.library.RecordId;
import java.util.List;

/// The index of all records.
///
/// - Errors: [SearchException] when the index cannot be reached or written.
/// - Thread-safe.
public interface SearchIndex extends AutoCloseable {
  /// Puts documents in the index, each in place of the one with the same id.
  ///
  /// Returns when they are stored and can be found.
  void put(List<IndexDocument> documents);

  /// Takes records out of the index; unknown ones are passed over.
  void delete(List<RecordId> records);

  /// Finds records.
  ///
  /// - Shape: best first; the newest first when `text` asks for all records. `text` is what a
  ///   person typed, read as a [Question]. Private captions are not searched.
  /// - Errors: never for what a person typed; what cannot be understood is searched as plain words.
  Hits search(String text, int offset, int limit);

  /// How many documents it holds.
  long count();

  @Override
  void close();

  /// What was found.
  record Hits(long total, List<Hit> hits) {
    public Hits {
      hits = List.copyOf(hits);
    }
  }

  /// One record that was found.
  ///
  /// - Shape: `title` for people; the record's file name when it has no title.
  record Hit(RecordId record, String title, float score) {}
}
