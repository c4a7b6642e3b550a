package atelier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the independent tools that tests make sources with and check results by.
public final class Shell {
  private static final int LIMIT_SECONDS = 60;

  private Shell() {}

  /// What the command printed, without blanks around it.
  ///
  /// - Errors: [AssertionError] when it fails.
  public static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(List.of(command) + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new AssertionError(command[0] + " cannot be run; bin/test installs it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
