package atelier.queue.amqp;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where a broker is and how one signs in there.
///
/// - Shape: `hosts` are tried in their order; at least one.
/// - Shape: with `tls` the broker's certificate must be valid for the host's name and signed by one
///   of the `authorities`, a file of certificates in PEM; without it by one of those the JDK knows.
/// - Units: `heartbeat` in whole seconds, zero = none; `connectTimeout` holds for each host, and
///   again for the handshake.
/// - Source: `workers.queue.worker-queue` of `configuration.yml`; the usual values are those of the
///   reference.
public record AmqpSettings(
    List<String> hosts,
    int port,
    String user,
    String password,
    String virtualHost,
    boolean tls,
    Optional<Path> authorities,
    Duration heartbeat,
    Duration connectTimeout) {

  public static final int USUAL_PORT = 5672;
  public static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(60);
  public static final Duration USUAL_CONNECT_TIMEOUT = Duration.ofSeconds(3);

  public AmqpSettings {
    if (hosts.isEmpty() || hosts.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("host is " + hosts + ", allowed: one or more names");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port is " + port + ", allowed: 1 to 65535");
    }
    if (heartbeat.isNegative() || heartbeat.toSeconds() > 65535) {
      throw new IllegalArgumentException(
          "heartbeat is " + heartbeat + ", allowed: 0 to 65535 seconds");
    }
    if (connectTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the connect timeout is " + connectTimeout + ", allowed: 1 ms or more");
    }
    hosts = List.copyOf(hosts);
  }

  /// With the authorities that the JDK knows.
  public AmqpSettings(
      List<String> hosts,
      int port,
      String user,
      String password,
      String virtualHost,
      boolean tls,
      Duration heartbeat,
      Duration connectTimeout) {
    this(
        hosts, port, user, password, virtualHost, tls, Optional.empty(), heartbeat, connectTimeout);
  }

  /// One host without TLS, all else as usual.
  public static AmqpSettings of(String host, int port, String user, String password) {
    return new AmqpSettings(
        List.of(host), port, user, password, "/", false, USUAL_HEARTBEAT, USUAL_CONNECT_TIMEOUT);
  }

  /// The same with another heartbeat.
  public AmqpSettings withHeartbeat(Duration other) {
    return new AmqpSettings(
        hosts, port, user, password, virtualHost, tls, authorities, other, connectTimeout);
  }

  /// Reads `amqp://user:password@host:port/vhost`; `amqps` means TLS. What is missing is as usual.
  ///
  /// - Errors: [IllegalArgumentException], without the text, as it may hold a password.
  /// - Source: <https://www.rabbitmq.com/docs/uri-spec>.
  public static AmqpSettings parse(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("the broker's address is no URI");
    }
    boolean tls = "amqps".equals(uri.getScheme());
    if ((!tls && !"amqp".equals(uri.getScheme())) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "the broker's address is not of the form amqp://host:port");
    }
    String[] account =
        (uri.getRawUserInfo() == null ? "guest:guest" : uri.getRawUserInfo()).split(":", 2);
    String path = uri.getRawPath();
    return new AmqpSettings(
        List.of(uri.getHost()),
        uri.getPort() < 0 ? (tls ? 5671 : USUAL_PORT) : uri.getPort(),
        decoded(account[0]),
        account.length < 2 ? "" : decoded(account[1]),
        path == null || path.length() < 2 ? "/" : decoded(path.substring(1)),
        tls,
        USUAL_HEARTBEAT,
        USUAL_CONNECT_TIMEOUT);
  }

  private static String decoded(String text) {
    // A plus is a plus in these parts of a URI, not a space.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return (tls ? "amqps://" : "amqp://")
        + user
        + "@"
        + String.join(",", hosts)
        + ":"
        + port
        + " "
        + virtualHost;
  }
}
