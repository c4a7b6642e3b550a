package atelier.library;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The records of one databox.
///
/// - Shape: ids are `record_id`, without the databox.
/// - Errors: every method throws [LibraryException] when the database or the storage fails; each
///   change is one transaction, so nothing of it is there then.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, tables of a databox.
public interface Records {
  Optional<Record> find(int record);

  /// Records with a greater id than `after`, in the order of ids, at most `limit`.
  List<Record> list(int after, int limit);

  long count();

  /// The oldest record with this hash of the metadata-stripped file.
  Optional<Record> withSha256(String sha256);

  /// The oldest record with this UUID.
  Optional<Record> withUuid(String uuid);

  /// The oldest record that is like this, outside of these collections (numbers in the databox).
  Optional<Record> like(Likeness likeness, Set<Integer> ignoredCollections);

  /// The record that came of a source, also when it is no longer there.
  Optional<RecordId> takenAs(String source);

  /// Puts a record behind the others of a story; one that is in it stays where it is.
  ///
  /// - Shape: the first one gives the story what is said of it, `ofFirst`.
  /// - Errors: [IllegalArgumentException] when there is no such story.
  void addToStory(int story, int record, Caption ofFirst);

  /// The document and the sub-definitions that have a row, `document` first.
  List<Subdef> subdefs(int record);

  Optional<Subdef> subdef(int record, String name);

  Caption caption(int record);

  /// Technical data by name, in the order of names.
  Map<String, String> technicalData(int record);

  /// Writes a record: row, log, document in place, technical data, caption, permalink,
  /// announcements.
  ///
  /// - Errors: on [LibraryException] the staged file is where it was.
  RecordId add(NewRecord record);

  /// Gives a record that was left half made its document, data, caption and announcements.
  void complete(int record, NewRecord missing);

  /// Writes the row of a finished sub-definition, and its permalink when it has none; the record
  /// shall be indexed anew and no longer asks for sub-definitions. The row keeps its id when there
  /// is one.
  void saveSubdef(int record, String name, NewFile file, List<Announcement> announcements);

  /// Tells whoever listens that a sub-definition could not be made.
  void subdefFailed(int record, String name);

  /// Notes that metadata was written into a file, which now has this size.
  void metadataWritten(int record, String subdefName, long sizeBytes);

  /// Notes that metadata cannot be written into a file of this record, now or later.
  void metadataRefused(int record);

  /// Notes in the record's history that work began; `ended` finds the entry by the same moment.
  void workBegan(int record, String action, String subdefName, Instant started);

  /// Notes how work in the record's history ended.
  ///
  /// - Shape: `status` is `finished`, `error` or `canceled`.
  void workEnded(
      int record, String action, String subdefName, Instant started, Instant ended, String status);

  /// Takes records that ask to be indexed, at most `limit`, oldest change first.
  ///
  /// They no longer ask, but are marked as being indexed until [#indexed(List)]. One that changes
  /// meanwhile asks again, and is taken again only after that.
  List<Integer> takeToIndex(int limit);

  /// Notes that the index holds these records as they were taken.
  void indexed(List<Integer> records);

  /// Makes records that were taken for indexing and never finished ask again.
  void askAgainToIndex();

  /// How many records ask to be indexed, or are being indexed.
  long toIndex();
}
