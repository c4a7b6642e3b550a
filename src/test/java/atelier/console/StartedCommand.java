package atelier.console;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program of ours in a process of its own, which runs until it is told to end.
record StartedCommand(Process process, Path output) implements AutoCloseable {
  // Much sooner, but on a machine that is busy with other tests.
  private static final Duration SOON = Duration.ofMinutes(2);

  /// - Shape: all that it says goes to the file `output`.
  static StartedCommand start(
      String mainClass, Path output, Map<String, String> environment, List<String> arguments)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                // Whoever runs the tests in the background may have INT ignored, and so would we.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new StartedCommand(builder.start(), output);
  }

  void awaitWords(String words) {
    eventually(
        SOON,
        () -> {
          if (!process.isAlive() && !said().contains(words)) {
            throw new AssertionError("it ended, without " + words + ": " + said());
          }
          return said().contains(words);
        });
  }

  /// - Shape: `name` as `kill` takes it: `INT`.
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).as(this::said).isTrue();
    return process.exitValue();
  }

  String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
