package broken.library;

import broken.store.Table;
import java.sql.Connection;

/// Breaks the plan in every way a wall stands against: a port's room that knows its adapter and
/// SQL, in a circle with it, open, in a room without sign.
public class Shortcut {
  /// What `library` may not know.
  public Table table(Connection connection) {
    return new Table(connection.toString());
  }
}
