package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.Account;
import atelier.library.Role;
import atelier.library.Users;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbiUsersTest {
  private static final String HMAC_OF_SECRET =
      "3973480ec5b3715baefb53dcf37f42fb9b6278b73142e126927eeade26672272"
          + "3011a922a7c4970de5575483cf8db5d58f8afe5d860fd8f74db98f43c109d81e";

  private TestFolder folder;
  private ApplicationBox box;

  @BeforeEach
  void open(@TempDir Path root) {
    folder = new TestFolder(root);
    box = folder.open();
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void an_administrator_is_found_in_any_case_and_only_a_hash_is_kept() {
    users().addAdministrator("Ada", "ada@example.org", "secret");

    assertThat(users().find("ADA")).contains(1);
    assertThat(users().find("grace")).isEmpty();
    assertThat(folder.row("application", "SELECT * FROM Users"))
        .containsEntry("login", "Ada")
        .containsEntry("admin", 1)
        .containsEntry("created", "2026-08-07 12:00:00")
        .hasEntrySatisfying(
            "password",
            password -> assertThat(password).asString().startsWith("$argon2id$").hasSize(97));
  }

  @Test
  void logins_and_addresses_are_taken_once() {
    users().addAdministrator("ada", "ada@example.org", "secret");

    assertThatThrownBy(() -> users().addAdministrator("ADA", "other@example.org", "secret"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> users().addAdministrator("other", "Ada@example.org", "secret"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> users().addAdministrator("other", "other@example.org", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the password is empty");
  }

  @Test
  void an_administrator_signs_in_with_the_right_password_in_any_case_of_the_login() {
    users().addAdministrator("Ada", "ada@example.org", "secret");

    assertThat(users().authenticate("ADA ", "secret"))
        .contains(new Account(1, "Ada", Role.ADMINISTRATOR, "en"));
    assertThat(users().authenticate("ada", "Secret")).isEmpty();
    assertThat(users().authenticate("ada", "")).isEmpty();
    assertThat(users().authenticate("grace", "secret")).isEmpty();
  }

  /// The hash by `printf secretnonce | openssl dgst -sha512 -hmac site-key`.
  @Test
  void a_password_of_the_reference_is_known() {
    users().addAdministrator("ada", "ada@example.org", "other");
    folder.change(
        "application",
        "UPDATE Users SET nonce = 'nonce', password = 'HMAC'".replace("HMAC", HMAC_OF_SECRET));

    assertThat(users().authenticate("ada", "secret")).isPresent();
    assertThat(users().authenticate("ada", "other")).isEmpty();
  }

  /// The hash by `printf secret | sha256sum`.
  @Test
  void a_password_of_the_old_scheme_is_known_and_kept_by_the_current_one_from_then_on() {
    users().addAdministrator("ada", "ada@example.org", "other");
    folder.change(
        "application",
        "UPDATE Users SET salted_password = 0, nonce = NULL, password ="
            + " '2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b'");

    assertThat(users().authenticate("ada", "wrong")).isEmpty();
    assertThat(users().authenticate("ada", "secret")).isPresent();

    assertThat(folder.row("application", "SELECT * FROM Users"))
        .containsEntry("salted_password", 1)
        .hasEntrySatisfying("password", hash -> assertThat(hash).asString().hasSize(128))
        .hasEntrySatisfying("nonce", nonce -> assertThat(nonce).asString().hasSize(64));
    assertThat(users().authenticate("ada", "secret")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deleted = 1",
        "guest = 1",
        "mail_locked = 1",
        "email = NULL",
        "model_of = 1",
        "admin = 0",
        "password = NULL",
        "login = 'guest'",
        "login = 'autoregister'"
      })
  void nobody_else_signs_in(String change) {
    users().addAdministrator("ada", "ada@example.org", "secret");
    folder.change("application", "UPDATE Users SET " + change);

    assertThat(users().authenticate("ada", "secret")).isEmpty();
    assertThat(users().authenticate("guest", "secret")).isEmpty();
    assertThat(users().authenticate("autoregister", "secret")).isEmpty();
  }

  @Test
  void a_role_is_more_than_the_mark_of_an_administrator() {
    users().addAdministrator("ada", "ada@example.org", "secret");

    users().role(1, Role.VIEWER);

    assertThat(users().account(1)).map(Account::role).contains(Role.VIEWER);
    folder.change("application", "UPDATE Users SET admin = 0");
    users().role(1, Role.OPERATOR);
    assertThat(users().authenticate("ada", "secret")).map(Account::role).contains(Role.OPERATOR);
  }

  private Users users() {
    return box.users();
  }
}
