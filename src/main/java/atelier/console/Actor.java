package atelier.console;

/// Who sits at the console.
final class Actor {
  private Actor() {}

  /// The person behind `sudo`, else the user, else `console`.
  static String current() {
    for (String variable : new String[] {"SUDO_USER", "USER", "LOGNAME"}) {
      String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    return "console";
  }
}
