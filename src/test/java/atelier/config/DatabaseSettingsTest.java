package atelier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseSettingsTest {
  private static final String WHOLE =
      """
      main:
        key: secret-key
        database:
          host: db.example
          port: 3307
          user: phrasea
          password: s3cret
          dbname: ab_phraseanet
          driver: pdo_mysql
          charset: UTF8
      """;

  @TempDir private Path folder;

  @Test
  void phraseanets_keys_are_read() throws IOException {
    assertThat(read(WHOLE).database())
        .contains(new DatabaseSettings("db.example", 3307, "phrasea", "s3cret", "ab_phraseanet"));
  }

  @Test
  void port_and_password_may_be_missing() throws IOException {
    String yaml = WHOLE.replace("    port: 3307\n", "").replace("    password: s3cret\n", "");

    assertThat(read(yaml).database())
        .contains(new DatabaseSettings("db.example", 3306, "phrasea", "", "ab_phraseanet"));
  }

  @Test
  void without_the_key_the_databases_are_embedded() throws IOException {
    assertThat(read("main:\n  key: secret-key\n").database()).isEmpty();
    assertThat(read("main:\n  key: secret-key\n").toYaml()).contains("database: embedded");
  }

  @ParameterizedTest
  @CsvSource({
    "host: db.example, host: '', main.database.host must be a text",
    "user: phrasea, other: 1, main.database.user must be a text",
    "dbname: ab_phraseanet, other: 1, main.database.dbname must be a text",
    "driver: pdo_mysql, driver: pdo_pgsql, main.database.driver must be pdo_mysql or mysqli",
    "port: 3307, port: 70000, 'main.database.port must be a whole number from 1 to 65535, not 70000'",
  })
  void what_is_wrong_is_named(String right, String wrong, String message) {
    assertThatThrownBy(() -> read(WHOLE.replace(right, wrong)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith(message)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void the_password_is_never_shown() throws IOException {
    var configuration = read(WHOLE);

    assertThat(configuration.toYaml())
        .contains("dbname: ab_phraseanet")
        .contains("password: '********'")
        .doesNotContain("s3cret");
    assertThat(configuration.toString()).contains("db.example").doesNotContain("s3cret");
  }

  private Configuration read(String yaml) throws IOException {
    return Configuration.read(Files.writeString(folder.resolve("configuration.yml"), yaml));
  }
}
