package atelier.media.ffmpeg;

import atelier.media.MediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder for what lies in between, gone when it is closed.
record Scratch(Path folder) implements AutoCloseable {
  static Scratch in(Path temporary) {
    try {
      return new Scratch(Files.createTempDirectory(Files.createDirectories(temporary), "frames-"));
    } catch (IOException e) {
      throw new MediaException("no folder for frames could be made in " + temporary, e);
    }
  }

  @Override
  public void close() {
    try (var inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new MediaException("frames in between could not be removed: " + folder, e);
    }
  }
}
