package atelier.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A MariaDB server with Phraseanet's tables on it, and a look into them past all of our own code.
///
/// - Shape: the schemas [#APPLICATION] and [#DATABOXES]; empty after [#prepare(Flavour)].
/// - One thread only, but for [#open()].
public final class TestServer {
  static final String PROPERTY = "atelier.test.mariadb";
  public static final String APPLICATION = "ab_test";
  static final List<String> DATABOXES = List.of("photos", "films");
  static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");

  private static final List<String> WITHOUT_NUMBERS =
      List.of(
          "memcached",
          "atelier_job",
          "atelier_process",
          "atelier_pause",
          "atelier_cancel",
          "atelier_setting",
          "atelier_custody",
          "atelier_report",
          "atelier_webhook",
          "atelier_quarantined",
          "atelier_taken");

  private final String host;
  private final int port;
  private final String user;
  private final String password;
  private final Path storage;
  private volatile Instant now = NOON;

  TestServer(URI address, Path storage) {
    String[] who = address.getUserInfo().split(":", 2);
    host = address.getHost();
    port = address.getPort();
    user = who[0];
    password = who.length == 2 ? who[1] : "";
    this.storage = storage;
  }

  /// A server of the test's own.
  public static TestServer at(URI address, Path storage) {
    return new TestServer(address, storage);
  }

  /// How a server and its tables may be set up.
  public enum Flavour {
    /// As Phraseanet's own image starts it.
    PHRASEANET("", "utf8mb3"),
    /// As strict as can be.
    STRICT("TRADITIONAL,ONLY_FULL_GROUP_BY", "utf8mb3"),
    /// As MariaDB comes, with tables that were converted.
    WIDE("STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION", "utf8mb4");

    final String sqlMode;
    final String characters;

    Flavour(String sqlMode, String characters) {
      this.sqlMode = sqlMode;
      this.characters = characters;
    }
  }

  /// The server that `bin/test` starts.
  public static TestServer given(Path storage) {
    String address = System.getProperty(PROPERTY);
    if (address == null) {
      throw new IllegalStateException(
          "-D" + PROPERTY + "=mariadb://user:password@host:port is needed; bin/test sets it");
    }
    return new TestServer(URI.create(address), storage);
  }

  /// Makes or empties all schemas.
  public void prepare(Flavour flavour) {
    change("", "SET GLOBAL sql_mode = '" + flavour.sqlMode + "'");
    make(APPLICATION, "application", flavour);
    DATABOXES.forEach(name -> make(name, "databox", flavour));
  }

  private void make(String schema, String tables, Flavour flavour) {
    var known =
        rows(
            "",
            """
            SELECT DEFAULT_CHARACTER_SET_NAME AS characters FROM information_schema.SCHEMATA
            WHERE SCHEMA_NAME = '%s'
            """
                .formatted(schema));
    if (known.equals(List.of(Map.of("characters", flavour.characters)))) {
      empty(schema);
      return;
    }
    drop(schema);
    change("", "CREATE DATABASE " + schema + " CHARACTER SET " + flavour.characters);
    run(schema, legacyTables(tables).replace("utf8mb3", flavour.characters));
  }

  /// The statements that make Phraseanet's tables.
  static String legacyTables(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            TestServer.class.getResourceAsStream("/atelier/store/mariadb/" + name + ".sql"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  void drop(String schema) {
    change("", "DROP DATABASE IF EXISTS " + schema);
  }

  private void empty(String schema) {
    var tables =
        rows(
            "",
            """
            SELECT TABLE_NAME AS name FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = '%s' AND (AUTO_INCREMENT > 1 OR TABLE_NAME IN ('%s'))
            """
                .formatted(schema, String.join("','", WITHOUT_NUMBERS)));
    var statements = new StringBuilder("SET foreign_key_checks = 0;\n");
    tables.forEach(table -> statements.append("TRUNCATE TABLE `" + table.get("name") + "`;\n"));
    run(schema, statements.toString());
  }

  /// Runs several statements, each of which ends with a semicolon at the end of a line.
  void run(String schema, String statements) {
    run(schema, user, password, statements);
  }

  void run(String schema, String as, String with, String statements) {
    try (var connection = connect(schema, as, with);
        var statement = connection.createStatement()) {
      statement.execute("SET SESSION sql_mode = ''");
      for (String each : statements.replaceAll("(?m)^--.*\n", "").split(";\\s*\n", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(statements + "\nwhile the server did " + busy(), e);
    }
  }

  ApplicationBox open() {
    return ApplicationBox.open(settings());
  }

  StoreSettings settings() {
    InstantSource source = () -> now;
    return new StoreSettings(
        new StoreSettings.Place.Server(server(APPLICATION)),
        "site-key",
        "http://library.test/",
        storage,
        source.withZone(ZoneOffset.UTC));
  }

  public DatabaseServer server(String schema) {
    return new DatabaseServer(host, port, user, password, schema);
  }

  Path storage() {
    return storage;
  }

  void now(Instant moment) {
    now = moment;
  }

  /// The rows of a query.
  List<Map<String, @Nullable Object>> rows(String schema, String sql) {
    try (var connection = connect(schema, user, password);
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      var columns = result.getMetaData();
      var rows = new ArrayList<Map<String, @Nullable Object>>();
      while (result.next()) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
          row.put(columns.getColumnLabel(column), result.getObject(column));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /// The only row of a query.
  Map<String, @Nullable Object> row(String schema, String sql) {
    var rows = rows(schema, sql);
    if (rows.size() != 1) {
      throw new AssertionError(rows.size() + " rows, expected one: " + sql);
    }
    return rows.getFirst();
  }

  /// The only number of a query.
  long number(String schema, String sql) {
    Object number = row(schema, sql).values().iterator().next();
    return ((Number) Objects.requireNonNull(number)).longValue();
  }

  int change(String schema, String sql) {
    try (var connection = connect(schema, user, password);
        var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + "\nwhile the server did " + busy(), e);
    }
  }

  /// What the server does, for whoever waited in vain.
  private List<Map<String, @Nullable Object>> busy() {
    return rows(
        "", "SELECT ID, DB, COMMAND, TIME, STATE, INFO FROM information_schema.PROCESSLIST");
  }

  Connection connect(String schema) throws SQLException {
    return connect(schema, user, password);
  }

  private Connection connect(String schema, String as, String with) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mariadb://" + host + ":" + port + "/" + schema, as, with);
  }
}
