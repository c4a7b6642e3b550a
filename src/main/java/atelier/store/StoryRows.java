package atelier.store;

import atelier.library.Record;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Which records a story holds: the table `regroup`.
///
/// - Source: `docs/phraseanet.md`, stories.
final class StoryRows {
  private StoryRows() {}

  /// Puts a record behind the others; one that is there already stays where it is.
  ///
  /// - Shape: true when it is the story's first one, and new.
  /// - Errors: [IllegalArgumentException] when there is no such story.
  static boolean add(Handle handle, int databox, int story, int record, Instant now) {
    if (RecordRows.find(handle, databox, story).filter(Record::story).isEmpty()) {
      throw new IllegalArgumentException(databox + "_" + story + " is no story");
    }
    boolean there =
        handle
                .createQuery(
                    "SELECT COUNT(*) FROM regroup WHERE rid_parent = :story AND rid_child = :record")
                .bind("story", story)
                .bind("record", record)
                .mapTo(Integer.class)
                .one()
            > 0;
    if (there) {
      return false;
    }
    int place =
        handle
            .createQuery("SELECT COALESCE(MAX(ord) + 1, 0) FROM regroup WHERE rid_parent = :story")
            .bind("story", story)
            .mapTo(Integer.class)
            .one();
    handle
        .createUpdate(
            """
            INSERT INTO regroup (rid_parent, rid_child, dateadd, ord)
            VALUES (:story, :record, :now, :place)
            """)
        .bind("story", story)
        .bind("record", record)
        .bind("now", Dialect.of(handle).datetime(now))
        .bind("place", place)
        .execute();
    return place == 0;
  }
}
