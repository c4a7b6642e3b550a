package atelier.library;

import java.util.Locale;

/// What somebody may do in the panel; each one may do what those before it may.
public enum Role {
  /// May look.
  VIEWER,
  /// May act on jobs, queues and records.
  OPERATOR,
  /// May change settings and see who did what.
  ADMINISTRATOR;

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /// As in the column `atelier_role.role`: lower case.
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads the column.
  ///
  /// - Errors: [IllegalArgumentException] for another text.
  public static Role ofColumn(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
