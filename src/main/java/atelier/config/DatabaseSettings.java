package atelier.config;

/// Where the application box is.
///
/// - Source: `main.database`.
public record DatabaseSettings(String host, int port, String user, String password, String name) {

  /// Where it is; the password stays unsaid.
  @Override
  public String toString() {
    return "DatabaseSettings[" + user + "@" + host + ":" + port + "/" + name + "]";
  }
}
