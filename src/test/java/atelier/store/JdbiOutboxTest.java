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

/// The outbox on SQLite.
final class JdbiOutboxTest extends OutboxContract {
  private TestFolder folder;
  private ApplicationBox box;

  @BeforeEach
  void open(@TempDir Path root) {
    folder = new TestFolder(root);
    box = folder.open();
    for (String name : List.of("photos", "films")) {
      box.library().create(new NewDatabox(name, "", "Pictures", LibraryContract.TEMPLATE));
      folder.change(name, "INSERT INTO record (xml) VALUES ('')");
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
    var file = Files.writeString(folder.databases().resolve("preview.jpg"), "small");
    box.library()
        .records(databox)
        .saveSubdef(1, "preview", new NewFile(file, 1, 1, "image/jpeg", 5), List.of(announcement));
    folder.change(
        databox == 1 ? "photos" : "films", "DELETE FROM atelier_outbox WHERE type = 'webhook'");
  }
}
