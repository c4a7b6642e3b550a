package atelier.console;

import java.io.Console;

/// Whether a person looks on.
final class Terminal {
  private Terminal() {}

  /// True when input and output are a terminal.
  @SuppressWarnings("SystemConsoleNull") // With jdk.console=java.base it still may be null.
  static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
