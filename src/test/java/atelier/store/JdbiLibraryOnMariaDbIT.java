package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import atelier.library.Library;
import atelier.library.LibraryContract;
import atelier.library.LibraryException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The library on MariaDB.
@ParameterizedClass
@EnumSource(
    value = TestServer.Flavour.class,
    names = {"PHRASEANET", "STRICT"})
final class JdbiLibraryOnMariaDbIT extends LibraryContract {
  private final TestServer.Flavour flavour;
  private TestServer server;
  private ApplicationBox box;
  private ApplicationBox elsewhere;

  JdbiLibraryOnMariaDbIT(TestServer.Flavour flavour) {
    this.flavour = flavour;
  }

  @BeforeEach
  void open(@TempDir Path storage) {
    server = TestServer.given(storage);
    server.prepare(flavour);
    box = server.open();
    elsewhere = server.open();
  }

  @AfterEach
  void close() {
    elsewhere.close();
    box.close();
  }

  @Override
  protected Library library() {
    return box.library();
  }

  @Override
  protected Library sameLibraryElsewhere() {
    return elsewhere.library();
  }

  @Test
  void the_row_in_sbas_lets_php_find_the_databox_too() {
    library().create(aWish("photos"));

    assertThat(server.row(TestServer.APPLICATION, "SELECT * FROM sbas"))
        .contains(
            entry("host", server.server("photos").host()),
            entry("dbname", "photos"),
            entry("sqlengine", "MYSQL"),
            entry("user", server.server("photos").user()),
            entry("viewname", "The photos"));
  }

  @Test
  void a_databox_whose_schema_phraseanet_has_not_made_is_refused() {
    assertThatThrownBy(() -> library().create(aWish("nowhere")))
        .isInstanceOf(LibraryException.class)
        .hasMessageStartingWith("cannot open the databox nowhere: ");

    assertThat(library().databoxes()).isEmpty();
  }

  @Test
  void a_password_that_is_missing_in_sbas_is_an_empty_one() {
    library().create(aWish("photos"));
    server.change(
        TestServer.APPLICATION, "UPDATE sbas SET pwd = NULL, user = 'nobody', host = '127.0.0.1'");

    try (var other = server.open()) {
      assertThatThrownBy(() -> other.library().databoxes())
          .isInstanceOf(LibraryException.class)
          .hasMessageContaining("Access denied for user 'nobody'@")
          .hasMessageContaining("using password: NO");
    }
  }
}
