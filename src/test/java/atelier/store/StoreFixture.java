package atelier.store;

import atelier.library.Library.NewDatabox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Stores on files in a folder of the test's, and a look into their tables.
final class StoreFixture {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private StoreFixture() {}

  static ApplicationBox open(Path folder) {
    return ApplicationBox.open(
        new StoreSettings(
            folder,
            "the-key",
            "https://dam.example/",
            folder.resolve("files"),
            Clock.fixed(NOON, ZoneOffset.UTC)));
  }

  static NewDatabox demo() {
    return new NewDatabox("demo", "Demo", "Pictures", template());
  }

  static String template() {
    try (var stream =
        Objects.requireNonNull(ApplicationBox.class.getResourceAsStream("databox-template.xml"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Each row as its columns joined by `|`.
  static List<String> rows(Path database, String sql) throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      while (result.next()) {
        var columns = new ArrayList<String>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", columns));
      }
    }
    return rows;
  }

  static void execute(Path database, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
