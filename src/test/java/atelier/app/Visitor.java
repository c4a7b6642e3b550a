package atelier.app;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody who speaks HTTP with the panel and keeps its cookies.
///
/// - One thread only.
final class Visitor implements AutoCloseable {
  private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI address;

  Visitor(URI address) {
    this.address = address;
  }

  static Visitor signedIn(URI address, String login, String password)
      throws IOException, InterruptedException {
    var visitor = new Visitor(address);
    HttpResponse<String> answer = visitor.signIn(login, password);
    if (answer.statusCode() != 303) {
      throw new AssertionError(login + " was not let in: " + answer.body());
    }
    return visitor;
  }

  HttpResponse<String> signIn(String login, String password)
      throws IOException, InterruptedException {
    String form = first(FORM, get("/sign-in").body());
    return post("/sign-in", Map.of("form", form, "login", login, "password", password));
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address.resolve(path)).GET();
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, Map<String, String> form, String... headers)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// What the forms of this visitor's pages hold.
  String csrf() throws IOException, InterruptedException {
    return first(CSRF, get("/").body());
  }

  private static String first(Pattern pattern, String page) {
    var match = pattern.matcher(page);
    if (!match.find()) {
      throw new AssertionError(pattern + " is not in " + page);
    }
    return match.group(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
