package atelier.console;

import java.io.Console;

/// Whether a person looks on.
final class Terminal {
  private Terminal() {}

  /// True when input and output are a terminal.
  static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
