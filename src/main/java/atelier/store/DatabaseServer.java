package atelier.store;

/// A schema on a MariaDB server, and who may enter it.
///
/// - Shape: `user` may be empty for the anonymous user, `password` too.
/// - Source: `main.database` of the configuration; the table `sbas` for databoxes.
public record DatabaseServer(String host, int port, String user, String password, String schema) {
  /// MariaDB's own port, which the port 0 stands for.
  public static final int USUAL_PORT = 3306;

  public DatabaseServer {
    // The driver reads these characters as the address's own.
    if (host.isBlank() || host.matches(".*[/?&,()=\\s].*")) {
      throw new IllegalArgumentException("the database host is " + host + ", which is no name");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("the database port is " + port + ", allowed: 0 to 65535");
    }
    if (schema.isBlank() || schema.matches(".*[/?&\\\\\\s].*")) {
      throw new IllegalArgumentException("the database name is " + schema + ", which is none");
    }
    port = port == 0 ? USUAL_PORT : port;
  }

  /// The address for the driver; user and password are not in it.
  String url() {
    return "jdbc:mariadb://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port
        + "/"
        + schema;
  }

  /// Where it is, without secrets.
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + schema;
  }
}
