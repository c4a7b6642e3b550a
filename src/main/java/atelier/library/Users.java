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

  /// Checks a login, in any case, and its password; a hash of Phraseanet's old scheme is replaced
  /// by one of its current scheme.
  ///
  /// - Shape: empty for a wrong login or password, and for who may not use the panel: neither an
  ///   administrator nor given a role. All of these take about the same time.
  /// - Source: `docs/phraseanet.md`, users.
  Optional<Account> authenticate(String login, String password);

  /// The account of a user who may use the panel still.
  Optional<Account> account(int user);

  /// Gives a user a role in the panel, in place of what they had.
  void role(int user, Role role);
}
