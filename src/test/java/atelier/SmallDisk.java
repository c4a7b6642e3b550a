package atelier;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A file system of a few MiB, in memory, that can be filled to the last byte.
///
/// - One thread only.
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /// Mounts one on an empty folder; the test is passed over where mounting is not allowed.
  public static SmallDisk mount(Path folder, int mebibytes) throws IOException {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "none", folder.toString()),
        "a file system may be mounted here");
    return new SmallDisk(folder);
  }

  public Path folder() {
    return folder;
  }

  /// Leaves no byte free.
  public void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream file = Files.newOutputStream(filler())) {
      for (int size = BLOCK; size > 0; size /= 2) {
        writeUntilFull(file, block, size);
      }
    }
  }

  private static void writeUntilFull(OutputStream file, byte[] block, int size) {
    try {
      while (true) {
        file.write(block, 0, size);
      }
    } catch (IOException _) {
      // Full.
    }
  }

  public void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private static boolean run(String... command) throws IOException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    try {
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Takes it away, with all that is on it; what is still open goes when it is closed.
  @Override
  public void close() throws IOException {
    run("umount", "--lazy", folder.toString());
  }
}
