package broken.store;

import broken.library.Shortcut;
import java.sql.Connection;

/// An adapter that keeps to the plan.
public record Table(String name) {
  /// What `store` may know.
  public Table next(Shortcut shortcut, Connection connection) {
    return shortcut.table(connection);
  }
}
