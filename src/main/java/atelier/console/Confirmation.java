package atelier.console;

import java.io.PrintWriter;

/// Asks before something is thrown away.
final class Confirmation {
  private Confirmation() {}

  /// True when the number of things was typed, or `yes` was given on the command line.
  ///
  /// - Errors: [IllegalArgumentException] when there is nobody to ask.
  static boolean given(boolean yes, long things, PrintWriter out) {
    if (yes) {
      return true;
    }
    if (!Terminal.isThere()) {
      throw new IllegalArgumentException("nobody is here to be asked; say --yes to go on");
    }
    out.flush();
    String typed = System.console().readLine("Type %d to go on: ", things);
    boolean same = typed != null && typed.strip().equals(Long.toString(things));
    if (!same) {
      out.println("Nothing was changed.");
    }
    return same;
  }
}
