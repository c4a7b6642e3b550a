package atelier.store;

import atelier.library.Likeness;
import atelier.library.Record;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Looks for records that are like a file.
final class Likenesses {
  private Likenesses() {}

  static Optional<Record> oldest(
      Handle handle, int databox, Likeness likeness, Set<Integer> ignoredCollections) {
    String where =
        switch (likeness) {
          case Likeness.SameContent _ -> "sha256 = :wanted";
          case Likeness.SameUuid _ -> "uuid = :wanted";
          case Likeness.SameName _ -> Dialect.of(handle).equalInAnyCase("originalname");
        };
    String wanted =
        switch (likeness) {
          case Likeness.SameContent(String sha256) -> sha256;
          case Likeness.SameUuid(String uuid) -> uuid;
          case Likeness.SameName(String name, boolean _) -> Dialect.of(handle).fit(name);
        };
    var found =
        handle
            .createQuery(
                RecordRows.select(handle)
                    + "WHERE "
                    + where
                    + outside(ignoredCollections)
                    + " ORDER BY record_id")
            .bind("wanted", wanted)
            .map((row, _) -> RecordRows.record(row, databox));
    return found.stream()
        .filter(
            record ->
                !(likeness instanceof Likeness.SameName(String name, boolean caseMatters))
                    || !caseMatters
                    || record.originalName().equals(Optional.of(name)))
        .findFirst();
  }

  private static String outside(Set<Integer> collections) {
    return collections.isEmpty()
        ? ""
        : collections.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", " AND coll_id NOT IN (", ")"));
  }
}
