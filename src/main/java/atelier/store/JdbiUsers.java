package atelier.store;

import atelier.library.Users;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Users in the table `Users`.
///
/// - Thread-safe.
final class JdbiUsers implements Users {
  private static final int SALT_BYTES = 16;
  private static final int LONGEST = 128;

  private final Database database;
  private final Clock clock;

  JdbiUsers(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void addAdministrator(String login, String email, String password) {
    check("login", login);
    check("email", email);
    if (password.isEmpty()) {
      throw new IllegalArgumentException("the password is empty");
    }
    String hash = hash(password);
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

  /// By OWASP's smallest advice for Argon2id: 19 MiB, 2 passes, 1 lane. The text has 97 characters;
  /// the column holds 128. The function is made here because making it slows every start.
  private static String hash(String password) {
    var function = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
    return Password.hash(password).addRandomSalt(SALT_BYTES).with(function).getResult();
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
