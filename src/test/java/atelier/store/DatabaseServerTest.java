package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseServerTest {
  @Test
  void its_address_has_no_secrets() {
    var server = new DatabaseServer("db.example", 3307, "phrasea", "s3cret", "ab_phraseanet");

    assertThat(server.url()).isEqualTo("jdbc:mariadb://db.example:3307/ab_phraseanet");
    assertThat(server).hasToString("phrasea@db.example:3307/ab_phraseanet");
    assertThat(
            new StoreSettings(
                new StoreSettings.Place.Server(server),
                "main-key",
                "http://library.test/",
                Path.of("files"),
                Clock.systemUTC()))
        .hasToString(
            "StoreSettings[place=Server[server=phrasea@db.example:3307/ab_phraseanet],"
                + " servername=http://library.test/]");
  }

  @Test
  void no_port_means_the_usual_one() {
    assertThat(new DatabaseServer("::1", 0, "phrasea", "", "box").url())
        .isEqualTo("jdbc:mariadb://[::1]:3306/box");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3306, box",
    "db/other, 3306, box",
    "'db,other', 3306, box",
    "db, -1, box",
    "db, 65536, box",
    "db, 3306, ''",
    "db, 3306, box?allowMultiQueries=true",
  })
  void what_would_be_another_address_is_refused(String host, int port, String schema) {
    assertThatThrownBy(() -> new DatabaseServer(host, port, "phrasea", "s3cret", schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
  }
}
