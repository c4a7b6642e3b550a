package atelier.store;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Who may do what in a collection, by the table `basusr`.
///
/// - Source: `docs/phraseanet.md`, rights.
final class Rights {
  private Rights() {}

  /// The users who have a right in a collection, now.
  ///
  /// - Shape: `right` is a column's name, never what a user typed.
  static Set<Integer> users(Handle handle, String right, int baseId, Instant now) {
    // A zero date is smaller than any other, and means that there is no bound.
    return handle
        .createQuery(
            """
            SELECT b.usr_id FROM basusr b JOIN Users u ON u.id = b.usr_id
            WHERE b.base_id = :base AND b.actif = 1 AND b.%s = 1 AND u.deleted = 0
              AND u.model_of IS NULL
              AND (b.time_limited = 0
                   OR (b.limited_from <= :now
                       AND (b.limited_to < '1000-01-01 00:00:00' OR b.limited_to >= :now)))
            """
                .formatted(right))
        .bind("base", baseId)
        .bind("now", Dialect.of(handle).datetime(now))
        .mapTo(Integer.class)
        .collect(Collectors.toUnmodifiableSet());
  }
}
