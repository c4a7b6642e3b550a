package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.Users;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbiUsersTest {
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

  private Users users() {
    return box.users();
  }
}
