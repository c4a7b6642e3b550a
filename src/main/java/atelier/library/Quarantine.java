package atelier.library;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Files that somebody has to look at before they become records: the rows, not the files
/// themselves.
///
/// - Errors: every method throws [LibraryException] when the database cannot be reached; nothing
///   changed then.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, quarantine.
public interface Quarantine {
  /// Writes the rows of a file that is in its place, and notes it for who has to know: the one who
  /// brought it, else all who may add records to the collection.
  ///
  /// - Shape: the new file's number; the one it has when this source was quarantined before.
  int add(NewArrival arrival);

  /// Files with a greater number than `after`, in their order, at most `limit`.
  List<Arrival> list(int after, int limit);

  Optional<Arrival> find(int id);

  /// The number of the file that came of a source, also when it is no longer here.
  Optional<Integer> takenAs(String source);

  /// Takes the rows of a file away; false when there are none.
  boolean remove(int id);

  /// A file to be quarantined.
  ///
  /// - Shape: `file` and `thumbnail` are names in the folder of the quarantine; `checks` those that
  ///   it failed, like `Sha256`; `forced` = nobody checked, somebody wanted it here; `source` names
  ///   what was brought for good, where it has such a name.
  record NewArrival(
      String file,
      String thumbnail,
      String originalName,
      Collection collection,
      String uuid,
      String sha256,
      boolean forced,
      long sizeBytes,
      Optional<Integer> user,
      List<String> checks,
      List<Attribute> attributes,
      Optional<String> source) {
    public NewArrival {
      checks = List.copyOf(checks);
      attributes = List.copyOf(attributes);
    }
  }

  /// A quarantined file.
  record Arrival(
      int id,
      String file,
      String thumbnail,
      String originalName,
      int baseId,
      String uuid,
      String sha256,
      boolean forced,
      Optional<Integer> user,
      long sizeBytes,
      Instant created,
      List<String> checks,
      List<Attribute> attributes) {
    public Arrival {
      checks = List.copyOf(checks);
      attributes = List.copyOf(attributes);
    }
  }

  /// What shall be said of the record to be.
  ///
  /// - Shape: `name` is `metafield`, `metadata`, `status` or `story`; `value` as Phraseanet writes
  ///   it, at most [#LONGEST] characters.
  record Attribute(String name, String value) {
    public static final int LONGEST = 2048;
  }
}
