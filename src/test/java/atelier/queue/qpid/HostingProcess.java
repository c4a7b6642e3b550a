package atelier.queue.qpid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Another JVM that wants to host the broker of a folder: its main class, and the handle on it.
final class HostingProcess implements AutoCloseable {
  private final Process process;

  private HostingProcess(Process process) {
    this.process = process;
  }

  /// Hosts until its input ends, then stops in order and returns from `main`.
  public static void main(String[] arguments) throws IOException {
    try (var _ = Hosting.start(Path.of(arguments[0]))) {
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  static HostingProcess start(Path folder) {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            HostingProcess.class.getName(),
            folder.toString());
    try {
      return new HostingProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isHost(Path folder) {
    return EmbeddedBroker.address(folder)
        .filter(address -> address.pid() == process.pid())
        .isPresent();
  }

  /// As `kill -9` does.
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// Asks it to stop; true when it was gone within `limit`.
  boolean stops(Duration limit) throws IOException, InterruptedException {
    process.getOutputStream().close();
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  int exitCode() {
    return process.exitValue();
  }

  /// All it printed; only after its end.
  List<String> output() {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .lines()
        .toList();
  }

  @Override
  public void close() {
    kill();
  }
}
