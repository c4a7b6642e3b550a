package atelier.console;

import atelier.app.Atelier.Credentials;

/// What a person must read at the first start, and only then.
final class FirstStartNotice {
  private FirstStartNotice() {}

  static void print(Credentials credentials) {
    System.out.println(
        """
        A new library was made. Its administrator, shown this once:
          login     %s
          password  %s
        """
            .formatted(credentials.login(), credentials.password()));
  }
}
