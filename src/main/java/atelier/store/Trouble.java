package atelier.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/// What a failure of MariaDB means for a transaction.
///
/// - Source: <https://mariadb.com/kb/en/mariadb-error-code-reference/>; SQLSTATE class 08, lost
///   connections.
enum Trouble {
  /// Others were in the way; the same again will do.
  COLLISION,
  /// The connection was lost.
  LOST,
  /// No connection can be had.
  AWAY,
  /// Anything else.
  OTHER;

  private static final int DUPLICATE = 1062; // another has just made the row we looked for
  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int DEADLOCK = 1213;
  private static final int CHANGED_SINCE_READ = 1020;
  private static final Set<Integer> COLLISIONS =
      Set.of(DUPLICATE, LOCK_WAIT_TIMEOUT, DEADLOCK, CHANGED_SINCE_READ);

  private static final int SHUTDOWN = 1053;
  private static final int KILLED = 1927;
  private static final int INTERRUPTED = 1317;
  private static final Set<Integer> LOST_CODES = Set.of(SHUTDOWN, KILLED, INTERRUPTED);

  static Trouble of(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) {
        return of(sql);
      }
    }
    return OTHER;
  }

  private static Trouble of(SQLException failure) {
    String state = failure.getSQLState();
    if (COLLISIONS.contains(failure.getErrorCode())) {
      return COLLISION;
    }
    if (failure instanceof SQLTransientConnectionException) {
      return AWAY; // the pool waited in vain
    }
    boolean lost =
        LOST_CODES.contains(failure.getErrorCode()) || (state != null && state.startsWith("08"));
    return lost ? LOST : OTHER;
  }
}
