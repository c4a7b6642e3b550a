package atelier.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs a tool that does one piece of work and ends.
///
/// - Thread-safe: it never changes.
public final class ToolRun {
  /// How a command line ends whose tool is missing.
  static final int NOT_FOUND = 127;

  private final Containment containment;

  public ToolRun(Containment containment) {
    this.containment = containment;
  }

  /// How a tool ended.
  ///
  /// - Shape: `output` all it said, `errors` the last 8 KiB of its standard error.
  public record Ended(int exitCode, String output, String errors) {
    public boolean isGood() {
      return exitCode == 0;
    }
  }

  /// Runs `command` to its end; its standard input is empty.
  ///
  /// - Errors: [MediaException] when it cannot be started or takes longer than the limit. It and
  ///   all it started are killed then, and when the caller is interrupted.
  public Ended run(List<String> command, Limits limits) throws InterruptedException {
    return run(command, Map.of(), limits);
  }

  /// The same with more in its environment.
  public Ended run(List<String> command, Map<String, String> environment, Limits limits)
      throws InterruptedException {
    return execute(command, environment, limits, ToolRun::all);
  }

  /// Runs `command` as the others do, and hands over each line of its output when it comes; the
  /// output that is returned is empty.
  ///
  /// - Shape: `line` is called on another thread, and not after the return.
  public Ended run(List<String> command, Limits limits, Consumer<String> line)
      throws InterruptedException {
    return execute(command, Map.of(), limits, stream -> lines(stream, line));
  }

  /// Reads a tool's output to its end.
  @FunctionalInterface
  private interface Listener {
    String listen(InputStream output) throws IOException;
  }

  private Ended execute(
      List<String> command, Map<String, String> environment, Limits limits, Listener listener)
      throws InterruptedException {
    Contained tool = start(command, environment, limits);
    Process process = tool.process();
    try {
      process.getOutputStream().close();
      var errors = new ErrorTail(command.getFirst() + "-errors", process.getErrorStream());
      var output = new CompletableFuture<String>();
      Thread.ofPlatform()
          .daemon()
          .name(command.getFirst() + "-output")
          .start(() -> listen(process, listener, output));
      if (!process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
        throw MediaException.of(
            command.getFirst(),
            errors.text(),
            "%s took longer than %d s and was stopped"
                .formatted(command.getFirst(), limits.time().toSeconds()),
            null);
      }
      // What it left running may not go on, nor keep us waiting for the end of its output.
      tool.killTree();
      Optional<String> excess = tool.excess();
      if (excess.isPresent()) {
        throw new MediaException(command.getFirst() + " " + excess.get() + "; it was stopped");
      }
      errors.awaitEnd(limits.time().toMillis());
      return new Ended(process.exitValue(), output.get(), errors.text());
    } catch (IOException | ExecutionException e) {
      throw new MediaException(command.getFirst() + " could not be listened to", e);
    } finally {
      tool.close();
    }
  }

  private Contained start(List<String> command, Map<String, String> environment, Limits limits)
      throws InterruptedException {
    try {
      return Contained.start(containment, command, environment, limits);
    } catch (IOException e) {
      throw new MediaException(command.getFirst() + " could not be started; is it there?", e);
    }
  }

  private static void listen(Process process, Listener listener, CompletableFuture<String> output) {
    try {
      output.complete(listener.listen(process.getInputStream()));
    } catch (IOException | RuntimeException e) {
      output.completeExceptionally(e);
    }
  }

  private static String all(InputStream output) throws IOException {
    return new String(output.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String lines(InputStream output, Consumer<String> line) throws IOException {
    try (var reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String next = reader.readLine(); next != null; next = reader.readLine()) {
        line.accept(next);
      }
    }
    return "";
  }
}
