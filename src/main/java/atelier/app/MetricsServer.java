package atelier.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// `GET /metrics`: what is counted and timed, as Prometheus reads it.
///
/// - Thread-safe. One connection is served at a time.
/// - Source: <https://prometheus.io/docs/instrumenting/exposition_formats/>.
final class MetricsServer implements AutoCloseable {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;

  private MetricsServer(HttpServer server) {
    this.server = server;
  }

  /// - Errors: [StartException] when the port cannot be had.
  static MetricsServer start(int port, PrometheusMeterRegistry meters) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
      server.setExecutor(Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()));
      server.createContext("/metrics", exchange -> answer(exchange, meters));
      server.start();
      return new MetricsServer(server);
    } catch (IOException e) {
      throw new StartException(
          "--metrics-port " + port + ": cannot listen there: " + e.getMessage(), e);
    }
  }

  private static void answer(HttpExchange exchange, PrometheusMeterRegistry meters)
      throws IOException {
    try (exchange) {
      boolean get = exchange.getRequestMethod().equals("GET");
      byte[] body = (get ? meters.scrape() : "only GET\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", TYPE);
      exchange.sendResponseHeaders(get ? 200 : 405, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
