package atelier.store;

import atelier.job.Outbox;
import atelier.job.OutboxContract;
import atelier.library.Announcement;
import atelier.library.Library.NewDatabox;
import atelier.library.LibraryContract;
import atelier.library.NewFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The outbox on MariaDB.
@ParameterizedClass
@EnumSource(
    value = TestServer.Flavour.class,
    names = {"PHRASEANET", "STRICT"})
final class JdbiOutboxOnMariaDbIT extends OutboxContract {
  private final TestServer.Flavour flavour;
  private TestServer server;
  private ApplicationBox box;

  JdbiOutboxOnMariaDbIT(TestServer.Flavour flavour) {
    this.flavour = flavour;
  }

  @BeforeEach
  void open(@TempDir Path storage) {
    server = TestServer.given(storage);
    server.prepare(flavour);
    box = server.open();
    for (String name : TestServer.DATABOXES) {
      box.library().create(new NewDatabox(name, "", "Pictures", LibraryContract.TEMPLATE));
      server.change(name, "INSERT INTO record (xml, moddate, credate) VALUES ('', NOW(), NOW())");
    }
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Override
  protected Outbox outbox() {
    return box.outbox();
  }

  @Override
  protected void announce(int databox, Announcement announcement) throws Exception {
    var file = Files.writeString(server.storage().resolve("preview.jpg"), "small");
    box.library()
        .records(databox)
        .saveSubdef(1, "preview", new NewFile(file, 1, 1, "image/jpeg", 5), List.of(announcement));
    server.change(
        TestServer.DATABOXES.get(databox - 1), "DELETE FROM atelier_outbox WHERE type = 'webhook'");
  }
}
