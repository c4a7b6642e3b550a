package atelier.library;

import java.util.Optional;

/// The people who may sign in.
///
/// - Errors: [LibraryException].
public interface Users {
  /// Makes an administrator; keeps only a hash of the password.
  void addAdministrator(String login, String email, String password);

  /// Finds a user's id by login, in any case.
  Optional<Integer> find(String login);

  /// Finds a user's id by mail address, in any case.
  Optional<Integer> findByEmail(String email);

  /// True for the id of a user who is not deleted.
  boolean isThere(int user);

  /// True when a user may change records of a collection (site-wide number), now.
  boolean mayEditRecords(int user, int baseId);
}
