package atelier.delivery.http;

import atelier.delivery.DeliveryException;
import atelier.delivery.Uploader;
import atelier.json.Json;
import atelier.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The uploader's API over HTTP.
///
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, uploads; paths are resolved against the base as RFC 3986 says.
public final class HttpUploader implements Uploader, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpUploader.class);
  private static final int FIRST_BAD = 300;
  private static final String AUTHORIZATION = "Authorization";

  private final HttpClient strict;
  private final HttpClient trusting;
  private final Limits limits;

  /// How long it is waited for: an answer, a whole file.
  public record Limits(Duration answer, Duration file) {
    public static final Limits USUAL = new Limits(Duration.ofSeconds(60), Duration.ofHours(4));
  }

  public HttpUploader(HttpClients clients, Limits limits) {
    this.strict = clients.strict();
    this.trusting = clients.trusting();
    this.limits = limits;
  }

  @Override
  public Asset asset(Access access, String id) throws InterruptedException {
    var request = api(access, "assets/" + encoded(id)).GET().build();
    String text = send(access, request, BodyHandlers.ofString(), limits.answer()).body();
    try {
      Map<String, Object> answer = Json.object(text);
      return new Asset(
          text(answer, "originalName"),
          web(text(answer, "url")),
          // PHP writes an empty object as an empty array.
          answer.get("formData") instanceof Map<?, ?> form ? named(form) : Map.of());
    } catch (JsonException e) {
      throw new DeliveryException("the uploader's answer for asset " + id + " is no JSON", e);
    }
  }

  @Override
  public void download(Access access, Asset asset, Path target) throws InterruptedException {
    boolean whole = false;
    try {
      var request = HttpRequest.newBuilder(asset.url()).GET().build();
      send(
          access,
          request,
          BodyHandlers.ofFile(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          limits.file());
      whole = true;
    } finally {
      if (!whole) {
        deleteQuietly(target);
      }
    }
  }

  @Override
  public void acknowledge(Access access, String id) throws InterruptedException {
    var request =
        api(access, "assets/" + encoded(id) + "/ack")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(Map.of("acknowledged", true))))
            .build();
    send(access, request, BodyHandlers.discarding(), limits.answer());
  }

  @Override
  public void close() {
    strict.shutdownNow();
    trusting.shutdownNow();
  }

  private static HttpRequest.Builder api(Access access, String path) {
    URI base = access.base();
    // RFC 3986 merges with an empty path as with "/", which URI.resolve does not.
    URI root = base.getRawPath().isEmpty() ? URI.create(base + "/") : base;
    return HttpRequest.newBuilder(root.resolve(path))
        .header(AUTHORIZATION, "AssetToken " + access.token())
        .header("Accept", "application/json");
  }

  private <T> HttpResponse<T> send(
      Access access, HttpRequest request, BodyHandler<T> handler, Duration limit)
      throws InterruptedException {
    HttpClient client = access.verifyCertificate() ? strict : trusting;
    // A bad answer's body must not end as a file.
    BodyHandler<T> good =
        info ->
            info.statusCode() < FIRST_BAD
                ? handler.apply(info)
                : HttpResponse.BodySubscribers.replacing(null);
    CompletableFuture<HttpResponse<T>> sent = client.sendAsync(request, good);
    try {
      var response = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() >= FIRST_BAD) {
        throw new DeliveryException(
            "%s %s answered %d"
                .formatted(request.method(), place(request.uri()), response.statusCode()),
            null);
      }
      return response;
    } catch (ExecutionException e) {
      throw new DeliveryException(
          request.method() + " " + place(request.uri()) + " failed: " + reason(e), e);
    } catch (TimeoutException e) {
      throw new DeliveryException(
          request.method() + " " + place(request.uri()) + " took longer than " + limit, e);
    } finally {
      sent.cancel(true);
    }
  }

  private static String reason(ExecutionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /// Without query, which may hold a signature.
  private static String place(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  private static URI web(String text) {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new DeliveryException("the uploader names a file by what is no address", e);
    }
    if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
      throw new DeliveryException(
          "the uploader names a file by an address that is neither http nor https", null);
    }
    return url;
  }

  private static String text(Map<String, Object> answer, String key) {
    if (answer.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new DeliveryException("the uploader's answer has no " + key, null);
  }

  private static Map<String, Object> named(Map<?, ?> form) {
    var named = new LinkedHashMap<String, Object>();
    form.forEach(
        (key, value) -> {
          if (value != null) {
            named.put(String.valueOf(key), value);
          }
        });
    return named;
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("a part of a download stays behind: {}", file, e);
    }
  }
}
