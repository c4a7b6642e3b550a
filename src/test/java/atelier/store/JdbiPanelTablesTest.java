package atelier.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Bulk actions, figures and audit on SQLite.
final class JdbiPanelTablesTest extends PanelTablesContract {
  private ApplicationBox box;

  @BeforeEach
  void open(@TempDir Path root) {
    box = new TestFolder(root).open();
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
