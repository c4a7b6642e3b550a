package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import atelier.library.LibraryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our own tables beside Phraseanet's.
final class MariaDbTablesIT {
  private static final String WEAK = "weak_user";

  private TestServer server;

  @BeforeEach
  void begin(@TempDir Path storage) {
    server = TestServer.given(storage);
    server.drop(TestServer.APPLICATION);
    server.prepare(TestServer.Flavour.PHRASEANET);
    server.run(
        "",
        """
        DROP USER IF EXISTS %1$s@'%%';
        CREATE USER %1$s@'%%' IDENTIFIED BY 'weak-secret';
        GRANT SELECT, INSERT, UPDATE, DELETE ON %2$s.* TO %1$s@'%%';
        """
            .formatted(WEAK, TestServer.APPLICATION));
  }

  @AfterEach
  void end() {
    server.change("", "DROP USER IF EXISTS " + WEAK + "@'%'");
  }

  @Test
  void phraseanets_tables_stay_as_they_are() {
    var before = legacyTables();

    server.open().close();
    server.open().close();

    assertThat(legacyTables()).isEqualTo(before).hasSizeGreaterThan(30);
    assertThat(
            server.rows(
                TestServer.APPLICATION,
                """
                SELECT TABLE_NAME AS name FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'atelier%' ORDER BY name
                """))
        .extracting(row -> row.get("name"))
        .containsExactly(
            "atelier_attempt",
            "atelier_audit",
            "atelier_bulk",
            "atelier_bulk_job",
            "atelier_cancel",
            "atelier_custody",
            "atelier_job",
            "atelier_pause",
            "atelier_process",
            "atelier_quarantined",
            "atelier_report",
            "atelier_role",
            "atelier_schema",
            "atelier_setting",
            "atelier_webhook");
  }

  @Test
  void several_may_come_first_at_the_same_time() throws Exception {
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
                  try (var box = server.open()) {
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
  void without_the_right_to_create_tables_it_says_what_somebody_has_to_run() throws Exception {
    var refusal = catchThrowableOfType(LibraryException.class, () -> open(weak()));

    assertThat(refusal)
        .hasMessageStartingWith("cannot open weak_user@")
        .hasMessageContaining("weak_user may not create tables there.")
        .hasMessageNotContaining("weak-secret");
    String message = String.valueOf(refusal.getMessage());
    server.run(TestServer.APPLICATION, message.substring(message.indexOf("\n\n") + 2));

    open(weak()).close();
    try (var schema = MariaDbSchema.connect(server.server(TestServer.APPLICATION), 2)) {
      new MariaDbTables(schema, "application", "atelier_schema").make();
    }
    assertThat(server.number(TestServer.APPLICATION, "SELECT COUNT(*) FROM atelier_schema"))
        .isEqualTo(6);
  }

  @Test
  void a_later_table_that_may_not_be_made_does_not_spoil_the_history() {
    server.open().close();
    server.change(TestServer.APPLICATION, "DROP TABLE atelier_audit");
    server.change(TestServer.APPLICATION, "DELETE FROM atelier_schema WHERE version = '6'");

    var refusal = catchThrowableOfType(LibraryException.class, () -> open(weak()));

    assertThat(refusal)
        .hasMessageContaining("CREATE TABLE IF NOT EXISTS atelier_audit")
        .hasMessageNotContaining("CREATE TABLE atelier_schema");
    String message = String.valueOf(refusal.getMessage());
    server.run(TestServer.APPLICATION, message.substring(message.indexOf("\n\n") + 2));
    open(weak()).close();
  }

  @Test
  void a_schema_without_phraseanets_tables_is_refused_and_stays_empty() {
    server.drop("atelier_empty");
    server.change("", "CREATE DATABASE atelier_empty");

    assertThatThrownBy(() -> open(server.server("atelier_empty")))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("it has no table sbas");

    assertThat(
            server.number(
                "",
                """
                SELECT COUNT(*) FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = 'atelier_empty'
                """))
        .isZero();
    server.drop("atelier_empty");
  }

  @Test
  void a_wrong_password_is_told_without_it() {
    var known = weak();
    var wrong =
        new DatabaseServer(known.host(), known.port(), known.user(), "wr0ng", known.schema());

    assertThatThrownBy(() -> open(wrong))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("Access denied for user 'weak_user'@")
        .hasMessageNotContaining("wr0ng");
  }

  private DatabaseServer weak() {
    var known = server.server(TestServer.APPLICATION);
    return new DatabaseServer(known.host(), known.port(), WEAK, "weak-secret", known.schema());
  }

  private ApplicationBox open(DatabaseServer as) {
    return ApplicationBox.open(
        new StoreSettings(
            new StoreSettings.Place.Server(as),
            "site-key",
            "http://library.test/",
            server.storage(),
            Clock.systemUTC()));
  }

  private Map<String, String> legacyTables() {
    var tables = new TreeMap<String, String>();
    List<String> names =
        server
            .rows(
                TestServer.APPLICATION,
                """
                SELECT TABLE_NAME AS name FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT LIKE 'atelier%'
                """)
            .stream()
            .map(row -> String.valueOf(row.get("name")))
            .toList();
    for (String name : names) {
      var shown = server.row(TestServer.APPLICATION, "SHOW CREATE TABLE `" + name + "`");
      tables.put(name, String.valueOf(shown.get("Create Table")));
    }
    return tables;
  }
}
