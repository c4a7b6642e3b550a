package atelier.store;

import atelier.library.Announcement;
import atelier.library.Caption;
import atelier.library.Databox;
import atelier.library.Field;
import atelier.library.MediaType;
import atelier.library.NewRecord;
import atelier.library.SpreadFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A program that adds records until it is killed, and writes a line after each.
///
/// - Shape: the argument is the folder of a [TestFolder]; each document's content is its UUID.
final class AddingProcess {
  private AddingProcess() {}

  public static void main(String[] arguments) throws IOException {
    try (var box = new TestFolder(Path.of(arguments[0])).open()) {
      var databox = box.library().databox(1).orElseThrow();
      var records = box.library().records(1);
      for (int added = 0; added < 100_000; added++) {
        System.out.println(records.add(aRecord(databox)));
      }
    }
  }

  static NewRecord aRecord(Databox databox) throws IOException {
    String uuid = UUID.randomUUID().toString();
    Path folder = SpreadFolders.next(databox.structure().documents(), LocalDate.of(2026, 8, 7));
    Field title = databox.field("Title").orElseThrow();
    return new NewRecord(
        1,
        MediaType.IMAGE,
        "picture.jpg",
        uuid,
        "sha-" + uuid,
        0,
        new NewRecord.StagedFile(
            Files.writeString(folder.resolve(uuid + ".tmp"), uuid), "jpg", 1, 1, "image/jpeg", 36),
        Map.of("Width", "1", "Height", "1"),
        new Caption(Map.of(title, List.of(uuid))),
        id ->
            List.of(
                new Announcement(id + "/preview", "subdefCreation", Map.of("uuid", uuid)),
                new Announcement(id + "/metadata", "writeMetadatas", Map.of("uuid", uuid))));
  }
}
