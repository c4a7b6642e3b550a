package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Commands of the program on one home, each in a process of its own.
///
/// - Shape: their temporary files go to `temporary`, so that what stays behind is seen.
record ConsoleProcess(Path home, Path temporary) {
  // Much sooner, but on a machine that is busy with other tests.
  private static final Duration LIMIT = Duration.ofMinutes(10);

  static ConsoleProcess at(Path home) throws IOException {
    return new ConsoleProcess(
        home, Files.createDirectories(home.resolveSibling(home.getFileName() + "-temporary")));
  }

  /// What the command printed; it has to succeed.
  String run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    try {
      CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> output(process));
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
      assertThat(process.exitValue()).as(output.join() + Files.readString(errors())).isZero();
      return output.join();
    } finally {
      process.destroyForcibly();
    }
  }

  /// Starts the command and kills it with signal 9 after a while.
  ///
  /// - Shape: false when it had ended by itself before.
  boolean killAfter(Duration time, String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    return !ended;
  }

  private static String output(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path errors() {
    return home.resolveSibling("errors.log");
  }

  private Process start(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "atelier.console.Console"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--home", home.toString()));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile()))
        .start();
  }
}
