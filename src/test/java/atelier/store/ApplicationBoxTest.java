package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.LibraryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ApplicationBoxTest {
  @Test
  void what_was_made_is_there_again(@TempDir Path root) {
    var folder = new TestFolder(root);
    try (var box = folder.open()) {
      box.library().create(TestFolder.aDatabox("photos"));
    }

    try (var box = folder.open()) {
      assertThat(box.library().databoxes()).hasSize(1);
      assertThat(box.library().databox(1).orElseThrow().fields()).hasSize(21);
    }
  }

  @Test
  void several_may_open_a_new_folder_at_the_same_time(@TempDir Path root) throws Exception {
    var folder = new TestFolder(root);
    int callers = 4;
    var together = new CountDownLatch(callers);
    try (var threads = Executors.newFixedThreadPool(callers)) {
      var opening = new ArrayList<Future<Boolean>>();
      for (int caller = 0; caller < callers; caller++) {
        opening.add(
            threads.submit(
                () -> {
                  together.countDown();
                  together.await();
                  try (var box = folder.open()) {
                    return box.library().databoxes().isEmpty();
                  }
                }));
      }
      for (var each : opening) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  @Test
  @Timeout(30)
  void who_comes_after_the_closing_is_told_so(@TempDir Path root) {
    var folder = new TestFolder(root);
    var box = folder.open();
    box.close();

    assertThatThrownBy(() -> box.library().databoxes())
        .isInstanceOf(LibraryException.class)
        .hasMessage("cannot list the databoxes: the database is closed");
    assertThatThrownBy(() -> box.users().addAdministrator("ada", "ada@example.org", "secret"))
        .isInstanceOf(LibraryException.class);
    box.close();
  }

  @Test
  void a_folder_that_cannot_be_made_is_named(@TempDir Path root) throws IOException {
    var folder = new TestFolder(Files.createFile(root.resolve("file")));

    assertThatThrownBy(folder::open)
        .isInstanceOf(LibraryException.class)
        .hasMessageStartingWith(
            "cannot open " + folder.databases().resolve("application.sqlite") + ": ");
  }

  @Test
  void a_folder_in_the_place_of_the_file_is_named(@TempDir Path root) throws IOException {
    var folder = new TestFolder(root);
    Files.createDirectories(folder.databases().resolve("application.sqlite"));

    assertThatThrownBy(folder::open)
        .isInstanceOf(LibraryException.class)
        .hasMessageStartingWith(
            "cannot open " + folder.databases().resolve("application.sqlite") + ": ");
  }

  @Test
  void a_file_that_is_no_database_is_named(@TempDir Path root) throws IOException {
    var folder = new TestFolder(root);
    Files.createDirectories(folder.databases());
    Files.writeString(folder.databases().resolve("application.sqlite"), "no database".repeat(99));

    assertThatThrownBy(folder::open)
        .isInstanceOf(LibraryException.class)
        .hasMessageStartingWith(
            "cannot open " + folder.databases().resolve("application.sqlite") + ": ");
  }

  @Test
  void tables_of_somebody_else_are_named(@TempDir Path root) throws Exception {
    var folder = new TestFolder(root);
    Files.createDirectories(folder.databases());
    try (var connection = DriverManager.getConnection(folder.url("application"));
        var statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE atelier_schema (other INTEGER)");
    }

    assertThatThrownBy(folder::open)
        .isInstanceOf(LibraryException.class)
        .hasMessageEndingWith("application.sqlite: its tables cannot be read");
  }
}
