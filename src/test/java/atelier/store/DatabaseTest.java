package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.LibraryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  private SqliteFile file;
  private Database database;

  @BeforeEach
  void open(@TempDir Path root) throws Exception {
    file = SqliteFile.open(root.resolve("some.sqlite"));
    database = new Database(file, LibraryException::new);
    database.change("make a table", handle -> handle.execute("CREATE TABLE t (n INTEGER UNIQUE)"));
  }

  @AfterEach
  void close() throws Exception {
    file.close();
  }

  @Test
  void a_failed_change_leaves_nothing_and_is_undone_while_others_wait() {
    var undone = new ArrayList<String>();

    assertThatThrownBy(
            () ->
                database.write(
                    "change",
                    handle -> {
                      handle.execute("INSERT INTO t VALUES (1)");
                      handle.execute("INSERT INTO t VALUES (1)");
                      return true;
                    },
                    failure -> undone.add("locked " + file.writing().isHeldByCurrentThread())))
        .isInstanceOf(LibraryException.class)
        .hasMessageStartingWith("cannot change: ")
        .hasMessageContaining("UNIQUE constraint failed");

    assertThat(undone).containsExactly("locked true");
    assertThat(numbers()).isEmpty();
    database.change("change", handle -> handle.execute("INSERT INTO t VALUES (2)"));
    assertThat(numbers()).containsExactly(2);
  }

  @Test
  void a_commit_that_fails_is_undone_too() {
    var undone = new ArrayList<Throwable>();

    assertThatThrownBy(
            () ->
                database.write(
                    "change",
                    handle -> {
                      handle.execute("INSERT INTO t VALUES (1)");
                      // As SQLite does when the disk is full: the transaction is gone.
                      handle.execute("ROLLBACK");
                      return true;
                    },
                    undone::add))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("no transaction is active");

    assertThat(undone).hasSize(1);
    assertThat(numbers()).isEmpty();
    database.change("change", handle -> handle.execute("INSERT INTO t VALUES (2)"));
    assertThat(numbers()).containsExactly(2);
  }

  @Test
  void a_change_is_not_begun_inside_a_change() {
    assertThatThrownBy(
            () ->
                database.change(
                    "change", _ -> database.change("change again", handle -> handle.execute(""))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a transaction inside a transaction");
  }

  @Test
  void a_batch_belongs_to_its_change() {
    assertThatThrownBy(
            () ->
                database.change(
                    "change",
                    handle -> {
                      var batch = handle.prepareBatch("INSERT INTO t VALUES (:n)");
                      batch.bind("n", 1).add().bind("n", 2).add().execute();
                      throw new IllegalStateException("too late");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("too late");

    assertThat(numbers()).isEmpty();
  }

  private List<Integer> numbers() {
    return database.read(
        "read", handle -> handle.createQuery("SELECT n FROM t").mapTo(Integer.class).list());
  }
}
