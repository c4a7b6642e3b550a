package atelier.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

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
    Contained tool = start(command, limits);
    Process process = tool.process();
    try {
      process.getOutputStream().close();
      var errors = new ErrorTail(command.getFirst() + "-errors", process.getErrorStream());
      var output = new CompletableFuture<byte[]>();
      Thread.ofPlatform()
          .daemon()
          .name(command.getFirst() + "-output")
          .start(() -> readAll(process, output));
      if (!process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new MediaException(
            "%s took longer than %d s and was stopped"
                .formatted(command.getFirst(), limits.time().toSeconds()));
      }
      // What it left running may not go on, nor keep us waiting for the end of its output.
      tool.killTree();
      Optional<String> excess = tool.excess();
      if (excess.isPresent()) {
        throw new MediaException(command.getFirst() + " " + excess.get() + "; it was stopped");
      }
      errors.awaitEnd(limits.time().toMillis());
      String said = new String(output.get(), StandardCharsets.UTF_8);
      return new Ended(process.exitValue(), said, errors.text());
    } catch (IOException | ExecutionException e) {
      throw new MediaException(command.getFirst() + " could not be listened to", e);
    } finally {
      tool.close();
    }
  }

  private Contained start(List<String> command, Limits limits) throws InterruptedException {
    try {
      return Contained.start(containment, command, Map.of(), limits);
    } catch (IOException e) {
      throw new MediaException(command.getFirst() + " could not be started; is it there?", e);
    }
  }

  private static void readAll(Process process, CompletableFuture<byte[]> output) {
    try {
      output.complete(process.getInputStream().readAllBytes());
    } catch (IOException e) {
      output.completeExceptionally(e);
    }
  }
}
