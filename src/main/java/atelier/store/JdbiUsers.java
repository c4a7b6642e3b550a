package atelier.store;

import atelier.library.Account;
import atelier.library.Role;
import atelier.library.Users;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Users in the table `Users`.
///
/// - Thread-safe.
final class JdbiUsers implements Users {
  private static final int LONGEST = 128;
  private static final Set<String> NEVER_SIGN_IN = Set.of("guest", "autoregister");

  private final Database database;
  private final Passwords passwords;
  private final Clock clock;

  JdbiUsers(Database database, Passwords passwords, Clock clock) {
    this.database = database;
    this.passwords = passwords;
    this.clock = clock;
  }

  @Override
  public void addAdministrator(String login, String email, String password) {
    check("login", login);
    check("email", email);
    if (password.isEmpty()) {
      throw new IllegalArgumentException("the password is empty");
    }
    String hash = Passwords.hash(password);
    database.change(
        "add the user " + login,
        handle -> {
          refuseDouble(handle, login, email);
          var dialect = Dialect.of(handle);
          handle
              .createUpdate(
                  """
                  INSERT INTO Users (login, email, password, salted_password, admin, locale, created, updated)
                  VALUES (:login, :email, :password, 1, 1, 'en', :now, :now)
                  """)
              .bind("login", dialect.fit(login))
              .bind("email", dialect.fit(email))
              .bind("password", hash)
              .bind("now", dialect.datetime(clock.instant()))
              .execute();
        });
  }

  @Override
  public Optional<Integer> find(String login) {
    return database.read(
        "find the user " + login,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id FROM Users
                    WHERE LOWER(login) = :login AND deleted = 0 AND guest = 0 AND model_of IS NULL
                    """)
                .bind("login", login.toLowerCase(Locale.ROOT))
                .mapTo(Integer.class)
                .findFirst());
  }

  @Override
  public Optional<Integer> findByEmail(String email) {
    return database.read(
        "find a user by mail address",
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id FROM Users
                    WHERE LOWER(email) = :email AND deleted = 0 AND model_of IS NULL
                    """)
                .bind("email", email.strip().toLowerCase(Locale.ROOT))
                .mapTo(Integer.class)
                .findFirst());
  }

  @Override
  public boolean isThere(int user) {
    return database.read(
        "find the user " + user,
        handle ->
            handle
                    .createQuery(
                        """
                        SELECT COUNT(*) FROM Users
                        WHERE id = :user AND deleted = 0 AND model_of IS NULL
                        """)
                    .bind("user", user)
                    .mapTo(Integer.class)
                    .one()
                > 0);
  }

  @Override
  public boolean mayEditRecords(int user, int baseId) {
    return database.read(
        "look at the rights of user " + user,
        handle -> Rights.users(handle, "canmodifrecord", baseId, clock.instant()).contains(user));
  }

  private static final String ACCOUNT =
      """
      SELECT u.id, u.login, u.password, u.nonce, u.salted_password, u.admin, u.locale, r.role
      FROM Users u LEFT JOIN atelier_role r ON r.user_id = u.id
      WHERE u.deleted = 0 AND u.guest = 0 AND u.mail_locked = 0 AND u.model_of IS NULL
      """;

  @Override
  public Optional<Account> authenticate(String login, String password) {
    Optional<Row> found =
        database
            .read(
                "find the user who signs in",
                handle ->
                    handle
                        .createQuery(
                            ACCOUNT + " AND u.email IS NOT NULL AND LOWER(u.login) = :login")
                        .bind("login", login.strip().toLowerCase(Locale.ROOT))
                        .map((row, _) -> row(row))
                        .findFirst())
            .filter(row -> !NEVER_SIGN_IN.contains(row.login().toLowerCase(Locale.ROOT)));
    Optional<Passwords.Stored> stored = found.flatMap(Row::stored);
    if (stored.isEmpty()) {
      passwords.refuse(password);
      return Optional.empty();
    }
    if (!passwords.matches(password, stored.get())) {
      return Optional.empty();
    }
    if (!stored.get().salted()) {
      renew(found.get().id(), password);
    }
    return found.flatMap(Row::account);
  }

  @Override
  public Optional<Account> account(int user) {
    return database
        .read(
            "find the user " + user,
            handle ->
                handle
                    .createQuery(ACCOUNT + " AND u.id = :user")
                    .bind("user", user)
                    .map((row, _) -> row(row))
                    .findFirst())
        .flatMap(Row::account);
  }

  @Override
  public void role(int user, Role role) {
    database.change(
        "give user " + user + " a role",
        handle -> {
          handle
              .createUpdate("DELETE FROM atelier_role WHERE user_id = :user")
              .bind("user", user)
              .execute();
          handle
              .createUpdate("INSERT INTO atelier_role (user_id, role) VALUES (:user, :role)")
              .bind("user", user)
              .bind("role", role.column())
              .execute();
        });
  }

  /// Other programs read it too, so it is one of their scheme.
  private void renew(int user, String password) {
    Passwords.Stored renewed = passwords.phraseanet(password);
    database.change(
        "renew the hash of a password",
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE Users SET password = :password, nonce = :nonce, salted_password = 1
                    WHERE id = :user
                    """)
                .bind("password", renewed.hash())
                .bind("nonce", renewed.nonce())
                .bind("user", user)
                .execute());
  }

  private static Row row(ResultSet row) throws SQLException {
    String hash = orEmpty(row.getString("password"));
    String role = orEmpty(row.getString("role"));
    boolean admin = row.getInt("admin") != 0;
    var stored =
        new Passwords.Stored(
            hash, orEmpty(row.getString("nonce")), row.getInt("salted_password") != 0);
    return new Row(
        row.getInt("id"),
        row.getString("login"),
        hash.isEmpty() ? Optional.empty() : Optional.of(stored),
        role.isEmpty()
            ? Optional.of(Role.ADMINISTRATOR).filter(_ -> admin)
            : Optional.of(Role.ofColumn(role)),
        orEmpty(row.getString("locale")));
  }

  private static String orEmpty(@Nullable String column) {
    return column == null ? "" : column;
  }

  /// A user with what only this class may see.
  private record Row(
      int id, String login, Optional<Passwords.Stored> stored, Optional<Role> role, String locale) {
    Optional<Account> account() {
      return role.map(each -> new Account(id, login, each, locale));
    }
  }

  private static void refuseDouble(Handle handle, String login, String email) {
    boolean taken =
        handle
                .createQuery(
                    """
                    SELECT COUNT(*) FROM Users
                    WHERE LOWER(login) = :login OR LOWER(email) = :email
                    """)
                .bind("login", login.toLowerCase(Locale.ROOT))
                .bind("email", email.toLowerCase(Locale.ROOT))
                .mapTo(Integer.class)
                .one()
            > 0;
    if (taken) {
      throw new IllegalArgumentException("there is a user with this login or email already");
    }
  }

  private static void check(String name, String value) {
    if (value.isBlank() || value.length() > LONGEST) {
      throw new IllegalArgumentException("the " + name + " needs 1 to " + LONGEST + " characters");
    }
  }
}
