package atelier.console;

import java.util.Map;
import java.util.stream.Stream;

/// Who gives a command.
final class Author {
  private Author() {}

  /// The person behind `sudo`, else the user, else the console itself.
  static String from(Map<String, String> environment) {
    return Stream.of("SUDO_USER", "USER")
        .map(name -> environment.getOrDefault(name, "").strip())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("console");
  }
}
