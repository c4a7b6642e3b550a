package atelier.store;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.store.Connections.Undo;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.TransactionMode;

@Timeout(60)
class GroupedWritesTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock writing = new ReentrantLock();
  private final List<String> undone = new ArrayList<>();
  private Jdbi jdbi;
  private GroupedWrites grouped;

  @BeforeEach
  void open(@TempDir Path root) throws Exception {
    var configuration = SqliteFile.configuration(TransactionMode.DEFERRED);
    configuration.enforceForeignKeys(true); // So that a commit can fail.
    Connection connection =
        configuration.createConnection(SqliteFile.url(root.resolve("some.sqlite")));
    jdbi = Jdbi.create(new Kept(connection));
    grouped = new GroupedWrites(writing, jdbi);
    change("CREATE TABLE t (n INTEGER UNIQUE)");
    change("CREATE TABLE u (n INTEGER REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED)");
  }

  @AfterEach
  void close() throws Exception {
    jdbi.useHandle(handle -> handle.getConnection().close());
    threads.close();
  }

  @Test
  void changes_that_come_together_are_committed_together() throws Exception {
    var group = together("INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)");

    assertThat(group.get(0).get()).isEqualTo(1);
    assertThat(group.get(1).get()).isEqualTo(1);
    assertThat(numbers()).containsExactly(1, 2);
    assertThat(undone).isEmpty();
  }

  @Test
  void one_that_fails_leaves_the_others_as_they_are() throws Exception {
    var group =
        together(
            "INSERT INTO t VALUES (1)",
            "INSERT INTO t VALUES (2), (1)",
            "INSERT INTO t VALUES (3)");

    assertThat(group.get(0).get()).isEqualTo(1);
    assertFailed(group.get(1));
    assertThat(group.get(2).get()).isEqualTo(1);
    assertThat(numbers()).containsExactly(1, 3);
    assertThat(undone).containsExactly("INSERT INTO t VALUES (2), (1)");
  }

  @Test
  void when_the_database_rolls_everything_back_nobody_is_told_otherwise() throws Exception {
    var group = together("INSERT INTO t VALUES (1)", "INSERT OR ROLLBACK INTO t VALUES (2), (1)");

    assertFailed(group.get(0));
    assertFailed(group.get(1));
    assertThat(numbers()).isEmpty();
    assertThat(undone).hasSize(2);
    change("INSERT INTO t VALUES (4)");
    assertThat(numbers()).containsExactly(4);
  }

  @Test
  void when_the_commit_fails_all_have_failed() throws Exception {
    var group = together("INSERT INTO t VALUES (1)", "INSERT INTO u VALUES (9)");

    assertFailed(group.get(0));
    assertFailed(group.get(1));
    assertThat(numbers()).isEmpty();
    assertThat(undone).hasSize(2);
  }

  @Test
  void a_change_inside_a_change_is_refused() {
    assertThatThrownBy(() -> grouped.write(_ -> grouped.write(_ -> 1, Undo.NOTHING), Undo.NOTHING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a transaction inside a transaction");
  }

  /// The only connection, which stays open.
  private record Kept(Connection connection) implements ConnectionFactory {
    @Override
    public Connection openConnection() {
      return connection;
    }

    @Override
    public void closeConnection(Connection used) {}
  }

  /// Has them wait in this order, then lets them go.
  private List<Future<Integer>> together(String... statements) {
    var group = new ArrayList<Future<Integer>>();
    writing.lock();
    try {
      for (String each : statements) {
        group.add(
            threads.submit(
                () -> grouped.write(handle -> handle.execute(each), _ -> undone.add(each))));
        eventually(SOON, () -> grouped.waiting() == group.size());
      }
    } finally {
      writing.unlock();
    }
    return group;
  }

  private static void assertFailed(Future<?> future) {
    assertThatThrownBy(future::get).hasCauseInstanceOf(JdbiException.class);
  }

  private void change(String statement) throws IOException {
    grouped.write(handle -> handle.execute(statement), Undo.NOTHING);
  }

  private List<Integer> numbers() {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT n FROM t ORDER BY n").mapTo(Integer.class).list());
  }
}
