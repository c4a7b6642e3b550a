package atelier.console;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/// Asks before something is done that cannot be undone.
///
/// - Shape: `terminal` shows a question and reads the answer; it is empty when nobody is there to
///   be asked.
record Confirmation(boolean yes, Optional<Function<String, Optional<String>>> terminal) {

  static Confirmation of(CommandSpec command) {
    return new Confirmation(
        ((Console) command.root().userObject()).saysYes(),
        Terminal.isThere() ? Optional.of(Terminal::ask) : Optional.empty());
  }

  /// May it be done? The person has to type the number of things it destroys, or `yes` where that
  /// is none.
  ///
  /// - Shape: empty = yes; else the command's exit code, the reason was printed.
  OptionalInt refusal(String deed, long count, PrintWriter error) {
    if (yes) {
      return OptionalInt.empty();
    }
    if (terminal.isEmpty()) {
      error.println("error: " + deed);
      error.println("Nothing was done: there is no terminal to ask on. Say --yes to do it.");
      error.flush();
      return OptionalInt.of(Console.CALLED_WRONGLY);
    }
    String wanted = count == 0 ? "yes" : String.valueOf(count);
    Optional<String> answer = terminal.get().apply(deed + "\nType " + wanted + " to do it: ");
    if (answer.map(String::strip).filter(wanted::equalsIgnoreCase).isPresent()) {
      return OptionalInt.empty();
    }
    error.println("Nothing was done.");
    error.flush();
    return OptionalInt.of(Console.FAILED);
  }
}
