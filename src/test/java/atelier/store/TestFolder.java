package atelier.store;

import atelier.library.Library.NewDatabox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A folder with a library in it, and a look into its tables past all of our own code.
///
/// - One thread only, but for [#open()].
final class TestFolder {
  static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");

  private final Path root;
  private volatile Instant now = NOON;

  TestFolder(Path root) {
    this.root = root;
  }

  ApplicationBox open() {
    return ApplicationBox.open(settings());
  }

  StoreSettings settings() {
    InstantSource source = () -> now;
    return new StoreSettings(
        databases(),
        "site-key",
        "http://library.test/",
        storage(),
        source.withZone(ZoneOffset.UTC));
  }

  Path databases() {
    return root.resolve("databases");
  }

  Path storage() {
    return root.resolve("storage");
  }

  void now(Instant moment) {
    now = moment;
  }

  static NewDatabox aDatabox(String name) {
    return new NewDatabox(name, "The " + name, "Pictures", template());
  }

  static String template() {
    try (InputStream file =
        StoreSettings.class.getResourceAsStream("/atelier/store/databox-template.xml")) {
      if (file == null) {
        throw new IllegalStateException("the template is not among the resources");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rows of a query; `database` is the file's name without ending.
  List<Map<String, @Nullable Object>> rows(String database, String sql) {
    try (var connection = DriverManager.getConnection(url(database));
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
  Map<String, @Nullable Object> row(String database, String sql) {
    var rows = rows(database, sql);
    if (rows.size() != 1) {
      throw new AssertionError(rows.size() + " rows, expected one: " + sql);
    }
    return rows.getFirst();
  }

  long count(String database, String from) {
    Object count = row(database, "SELECT COUNT(*) AS n FROM " + from).get("n");
    return ((Number) java.util.Objects.requireNonNull(count)).longValue();
  }

  void change(String database, String sql) {
    try (var connection = DriverManager.getConnection(url(database));
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  String url(String database) {
    return "jdbc:sqlite:" + databases().resolve(database + ".sqlite");
  }
}
