package atelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir Path home;

  @Test
  void a_folder_is_there_until_it_is_closed() throws Exception {
    Path path;
    try (var folder = TemporaryFolder.make(home.resolve("tmp"))) {
      path = folder.path();
      Files.writeString(path.resolve("copy"), "half a picture");

      assertThat(path.getParent()).isEqualTo(home.resolve("tmp"));
    }

    assertThat(path).doesNotExist();
  }

  @Test
  void what_a_killed_process_left_is_removed_by_the_next_one() throws Exception {
    Path left = Files.createDirectories(home.resolve("tmp/process-1/metadata-2"));
    Files.writeString(left.resolve("copy"), "half a picture");
    Files.createFile(left.resolveSibling("lock"));

    try (var folder = TemporaryFolder.make(home.resolve("tmp"))) {
      assertThat(folder.path()).isDirectory();
      assertThat(left.getParent()).doesNotExist();
    }
  }

  @Test
  void the_folder_of_a_living_process_stays() throws Exception {
    Path tmp = Files.createDirectories(home.resolve("tmp"));
    Path theirs = Files.createDirectory(tmp.resolve("process-theirs"));
    Process other =
        new ProcessBuilder(
                "perl",
                "-MFcntl=:DEFAULT,:seek",
                "-e",
                """
                open my $f, '>', $ARGV[0] or die;
                my $lock = pack('s s l! l! i', F_WRLCK, SEEK_SET, 0, 0, 0);
                fcntl($f, F_SETLK, $lock) or die;
                $| = 1; print "locked\\n"; <STDIN>;
                """,
                theirs.resolve("lock").toString())
            .start();
    try (var answer = other.inputReader()) {
      assertThat(answer.readLine()).isEqualTo("locked");

      try (var folder = TemporaryFolder.make(tmp)) {
        assertThat(folder.path()).isDirectory();
        assertThat(theirs).isDirectory();
      }
    } finally {
      other.destroyForcibly().waitFor();
    }
  }
}
