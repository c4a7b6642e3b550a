package atelier.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Bulk actions, figures and audit on MariaDB.
@ParameterizedClass
@EnumSource(
    value = TestServer.Flavour.class,
    names = {"PHRASEANET", "STRICT"})
final class JdbiPanelTablesOnMariaDbIT extends PanelTablesContract {
  private final TestServer.Flavour flavour;
  private ApplicationBox box;

  JdbiPanelTablesOnMariaDbIT(TestServer.Flavour flavour) {
    this.flavour = flavour;
  }

  @BeforeEach
  void open(@TempDir Path storage) {
    TestServer server = TestServer.given(storage);
    server.prepare(flavour);
    box = server.open();
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Override
  ApplicationBox box() {
    return box;
  }
}
