package atelier.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpreadFoldersTest {
  private static final LocalDate DAY = LocalDate.of(2026, 8, 7);

  @Test
  void the_first_folder_of_a_day_is_made(@TempDir Path root) throws IOException {
    var folder = SpreadFolders.next(root, DAY);

    assertThat(folder).isEqualTo(root.resolve("2026/08/07/00000")).isDirectory();
  }

  @Test
  void a_folder_is_used_until_it_is_full(@TempDir Path root) throws IOException {
    var folder = SpreadFolders.next(root, DAY);
    fill(folder, 98);

    assertThat(SpreadFolders.next(root, DAY)).isEqualTo(folder);

    Files.createFile(folder.resolve("one more"));

    assertThat(SpreadFolders.next(root, DAY)).isEqualTo(root.resolve("2026/08/07/00001"));
  }

  @Test
  void a_gap_is_filled_first(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("2026/08/07/00001"));

    assertThat(SpreadFolders.next(root, DAY)).isEqualTo(root.resolve("2026/08/07/00000"));
  }

  @Test
  void a_storage_that_cannot_be_written_is_a_failure_of_the_library(@TempDir Path root)
      throws IOException {
    var file = Files.createFile(root.resolve("file"));

    assertThatThrownBy(() -> SpreadFolders.next(file, DAY))
        .isInstanceOf(LibraryException.class)
        .hasMessage("cannot make a folder for new files below " + file);
  }

  private static void fill(Path folder, int files) throws IOException {
    for (int number = 0; number < files; number++) {
      Files.createFile(folder.resolve(number + "_document.jpg"));
    }
  }
}
