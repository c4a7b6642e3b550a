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
}
