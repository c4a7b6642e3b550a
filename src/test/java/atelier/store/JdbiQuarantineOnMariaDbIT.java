package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.library.Quarantine;
import atelier.library.QuarantineContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The quarantine in Phraseanet's own tables.
@ParameterizedClass
@EnumSource(TestServer.Flavour.class)
final class JdbiQuarantineOnMariaDbIT extends QuarantineContract {
  private final TestServer.Flavour flavour;
  private TestServer server;
  private ApplicationBox box;

  JdbiQuarantineOnMariaDbIT(TestServer.Flavour flavour) {
    this.flavour = flavour;
  }

  @BeforeEach
  void open(@TempDir Path storage) {
    server = TestServer.given(storage);
    server.prepare(flavour);
    box = server.open();
    box.users().addAdministrator("ada", "ada@example.org", "secret");
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Override
  protected Quarantine quarantine() {
    return box.quarantine();
  }

  @Test
  void what_php_put_there_is_read_and_removed() {
    server.run(
        TestServer.APPLICATION,
        """
        INSERT INTO LazaretFiles (filename, thumbFilename, originalName, base_id, uuid, sha256,
          forced, created, updated, lazaret_session_id, size)
        VALUES ('lzrt_a_-0.jpg', 'lzrt_a_thumb-0.jpg', 'a.jpg', 7, 'u', 's', 1, NOW(), NOW(), NULL, NULL);
        INSERT INTO LazaretChecks (checkClassname, lazaret_file_id)
        VALUES ('Alchemy\\\\Phrasea\\\\Border\\\\Checker\\\\Filename', 1);
        INSERT INTO LazaretAttributes (name, value, created, updated, lazaret_file_id)
        VALUES ('status', '10000', NOW(), NOW(), 1);
        """);

    var arrival = quarantine().find(1).orElseThrow();

    assertThat(arrival.checks()).containsExactly("Filename");
    assertThat(arrival.user()).isEmpty();
    assertThat(arrival.forced()).isTrue();
    assertThat(arrival.sizeBytes()).isZero();
    assertThat(quarantine().remove(1)).isTrue();
    assertThat(server.rows(TestServer.APPLICATION, "SELECT * FROM LazaretAttributes")).isEmpty();
  }

  @Test
  void who_brought_a_file_is_told_of_it() {
    quarantine().add(anArrival("a", Optional.of(1), Optional.empty()));

    assertThat(server.row(TestServer.APPLICATION, "SELECT * FROM notifications"))
        .containsEntry("usr_id", 1L)
        .containsEntry("type", "notify_uploadquarantine");
  }
}
