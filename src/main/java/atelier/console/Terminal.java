package atelier.console;

import java.io.Console;
import java.util.Optional;

/// Whether a person looks on.
final class Terminal {
  private Terminal() {}

  /// True when input and output are a terminal.
  @SuppressWarnings("SystemConsoleNull") // With jdk.console=java.base it still may be null.
  static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// Shows a question and reads the answer; empty at the end of the input.
  static Optional<String> ask(String question) {
    return Optional.ofNullable(System.console()).map(console -> console.readLine("%s", question));
  }
}
