package atelier.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A command that does one piece of work and ends, with what to say when it is missing or dies.
///
/// - Shape: `command` is a name on the path; `installHint` the command that brings it.
/// - Thread-safe: it never changes.
public record ShortTool(String command, String installHint, Limits limits, ToolRun run) {
  private static final int NOT_FOUND = 127;

  /// What the system adds to the number of the signal that ended a process.
  private static final int KILLED = 128;

  /// Runs it to its end.
  ///
  /// - Errors: [MediaException] when it is missing, was killed, lacked memory or took too long. Any
  ///   other exit code is for the caller to judge.
  public ToolRun.Ended run(List<String> arguments) throws InterruptedException {
    return run(arguments, Map.of());
  }

  /// The same with more in its environment.
  public ToolRun.Ended run(List<String> arguments, Map<String, String> environment)
      throws InterruptedException {
    var line = new ArrayList<String>();
    line.add(command);
    line.addAll(arguments);
    ToolRun.Ended ended = run.run(line, environment, limits);
    if (ended.exitCode() == NOT_FOUND) {
      throw new MediaException(command + " is missing here; install it with: " + installHint);
    }
    if (ended.exitCode() > KILLED) {
      throw failed(ended, "%s died (exit code %d)".formatted(command, ended.exitCode()));
    }
    if (!ended.isGood() && lacksMemory(ended.errors())) {
      throw failed(ended, command + " had not enough memory");
    }
    return ended;
  }

  /// For an end that another try may change.
  public MediaException failed(ToolRun.Ended ended, String message) {
    return MediaException.of(command, ended.errors(), message, null);
  }

  private static boolean lacksMemory(String errors) {
    String lower = errors.toLowerCase(Locale.ROOT);
    return lower.contains("out of memory") || lower.contains("cannot allocate memory");
  }
}
