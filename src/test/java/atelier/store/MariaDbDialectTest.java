package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MariaDbDialectTest {
  @Test
  void narrow_columns_get_no_character_of_four_bytes() {
    assertThat(new MariaDbDialect(true).fit("é€ 😀!")).isEqualTo("é€ \uFFFD!");
    assertThat(new MariaDbDialect(false).fit("é€ 😀!")).isEqualTo("é€ 😀!");
  }

  @ParameterizedTest
  @CsvSource({
    "1062, 23000, COLLISION",
    "1205, HY000, COLLISION",
    "1213, 40001, COLLISION",
    "1020, HY000, COLLISION",
    "1927, 70100, LOST",
    "0,    08000, LOST",
    "1053, 08S01, LOST",
    "1146, 42S02, OTHER",
  })
  void a_failure_says_whether_the_same_again_helps(int code, String state, Trouble trouble) {
    var failure = new IllegalStateException(new SQLException("some", state, code));

    assertThat(Trouble.of(failure)).isEqualTo(trouble);
  }

  @Test
  void a_pool_that_waited_in_vain_is_not_a_lost_connection() {
    assertThat(Trouble.of(new SQLTransientConnectionException("none", "08000")))
        .isEqualTo(Trouble.AWAY);
    assertThat(Trouble.of(new IllegalStateException("no SQL at all"))).isEqualTo(Trouble.OTHER);
  }

  @ParameterizedTest
  @CsvSource({"application", "databox"})
  void every_change_of_our_tables_is_made_on_both_kinds_of_databases(String name) {
    assertThat(files("migration/mariadb/" + name))
        .isEqualTo(
            files("migration/" + name).stream()
                .filter(file -> !file.equals("V1__legacy_tables.sql"))
                .toList())
        .isNotEmpty();
  }

  private static List<String> files(String folder) {
    URL resource = Objects.requireNonNull(MariaDbDialect.class.getResource(folder));
    try (var files = Files.list(Path.of(resource.toURI()))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
