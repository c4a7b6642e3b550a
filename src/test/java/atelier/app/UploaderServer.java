package atelier.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands for the uploader: assets with forms and files, below a path of its own.
///
/// - Shape: `acknowledged` and `fetched` hold the assets' names in the order of the calls.
/// - Thread-safe.
final class UploaderServer implements AutoCloseable {
  static final String TOKEN = "the-token";

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, Path> files = new ConcurrentHashMap<>();
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final List<String> fetched = new CopyOnWriteArrayList<>();

  UploaderServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/assets/", exchange -> answer(exchange, this::asset));
    server.createContext("/files/", exchange -> answer(exchange, this::file));
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/");
  }

  /// - Shape: `form` is JSON.
  void offer(String asset, Path file, String originalName, String form) {
    files.put(asset, file);
    answers.put(
        asset,
        """
        {"originalName": "%s", "url": "%s", "formData": %s, "size": 1}"""
            .formatted(originalName, base().resolve("../files/" + asset), form));
  }

  List<String> acknowledged() {
    return acknowledged;
  }

  List<String> fetched() {
    return fetched;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /// What is answered to a request.
  private static final class Answer {
    private final int status;
    private final byte[] body;

    Answer(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    static Answer of(int status, String text) {
      return new Answer(status, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Makes an answer.
  private interface Handler {
    Answer on(HttpExchange exchange, String[] path) throws IOException;
  }

  private static void answer(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Answer answer = handler.on(exchange, exchange.getRequestURI().getPath().split("/", -1));
      exchange.sendResponseHeaders(
          answer.status, answer.body.length == 0 ? -1 : answer.body.length);
      exchange.getResponseBody().write(answer.body);
    }
  }

  private Answer asset(HttpExchange exchange, String[] path) throws IOException {
    String asset = path[3];
    if (!List.of("AssetToken " + TOKEN).equals(exchange.getRequestHeaders().get("Authorization"))) {
      return Answer.of(401, "{}");
    }
    if (path.length == 5 && path[4].equals("ack") && exchange.getRequestMethod().equals("POST")) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      acknowledged.add(body.equals("{\"acknowledged\":true}") ? asset : body);
      return Answer.of(200, "{}");
    }
    String answer = answers.get(asset);
    return answer == null ? Answer.of(404, "{}") : Answer.of(200, answer);
  }

  private Answer file(HttpExchange exchange, String[] path) throws IOException {
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      return Answer.of(400, "the token is for the API alone");
    }
    Path file = files.get(path[2]);
    if (file == null || !Files.exists(file)) {
      return Answer.of(404, "");
    }
    fetched.add(path[2]);
    return new Answer(200, Files.readAllBytes(file));
  }
}
