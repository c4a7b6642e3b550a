package atelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.QueueName;
import atelier.queue.QueueType;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nobody sees or does in the panel what they may not, and nothing that is typed does harm.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PanelSecurityIT {
  private static final List<String> PAGES =
      List.of(
          "/",
          "/dashboard/minutes",
          "/live",
          "/worker-manager/jobs",
          "/worker-manager/jobs/some-key",
          "/worker-manager/bulk",
          "/worker-manager/queues",
          "/worker-manager/queues/webhook",
          "/worker-manager/settings",
          "/records",
          "/records/1_1",
          "/records/1_1/thumbnail");
  private static final List<String> OPERATORS_PAGES =
      List.of("/worker-manager/bulk/new?action=retry");
  private static final List<String> OPERATORS_ACTIONS =
      List.of(
          "/worker-manager/jobs/some-key/retry",
          "/worker-manager/jobs/some-key/cancel",
          "/worker-manager/bulk",
          "/worker-manager/bulk/1/stop",
          "/worker-manager/queues/webhook_failed/requeue",
          "/worker-manager/queues/webhook/purge",
          "/worker-manager/queues/webhook/delete",
          "/worker-manager/queues/webhook/recreate",
          "/worker-manager/queues/webhook/pause",
          "/worker-manager/queues/webhook/resume");
  private static final List<String> ADMINISTRATORS_ACTIONS =
      List.of("/worker-manager/settings/webhook");

  private PanelSite site;

  @BeforeAll
  void open(@TempDir Path home) {
    site = PanelSite.open(home);
  }

  @AfterAll
  void close() {
    site.close();
  }

  static Stream<String> pages() {
    return Stream.concat(
        Stream.concat(PAGES.stream(), OPERATORS_PAGES.stream()), Stream.of("/audit"));
  }

  static Stream<String> actions() {
    return Stream.concat(
        Stream.concat(OPERATORS_ACTIONS.stream(), ADMINISTRATORS_ACTIONS.stream()),
        Stream.of("/sign-out"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void no_page_without_a_session(String page) throws Exception {
    try (var nobody = new Visitor(site.address())) {
      HttpResponse<String> answer = nobody.get(page);

      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
      assertThat(nobody.get(page, "HX-Request", "true").statusCode()).isEqualTo(401);
      assertThat(nobody.get(page, "Cookie", "atelier_session=guessed").statusCode()).isEqualTo(303);
      assertThat(
              nobody
                  .send(
                      HttpRequest.newBuilder(site.address().resolve(page))
                          .method("HEAD", BodyPublishers.noBody()))
                  .statusCode())
          .isIn(303, 404, 405);
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void no_action_without_a_session(String action) throws Exception {
    try (var nobody = new Visitor(site.address())) {
      HttpResponse<String> answer = nobody.post(action, Map.of("csrf", "guessed", "confirm", "0"));

      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).contains("/sign-in");
    }
  }

  @Test
  void a_viewer_sees_and_does_nothing() throws Exception {
    try (var vera = Visitor.signedIn(site.address(), "vera", PanelSite.PASSWORD)) {
      String csrf = vera.csrf();
      assertThat(vera.get("/worker-manager/queues").statusCode()).isEqualTo(200);
      for (String page : List.of(OPERATORS_PAGES.getFirst(), "/audit")) {
        assertThat(vera.get(page).statusCode()).as(page).isEqualTo(403);
      }
      for (String action : actions().filter(each -> !each.equals("/sign-out")).toList()) {
        assertThat(vera.post(action, Map.of("csrf", csrf, "confirm", "0")).statusCode())
            .as(action)
            .isEqualTo(403);
      }
      assertThat(vera.get("/worker-manager/queues/webhook").body())
          .doesNotContain("/purge")
          .doesNotContain("/pause");
    }
  }

  @Test
  void an_operator_acts_but_changes_no_settings_and_does_not_see_who_did_what() throws Exception {
    try (var otto = Visitor.signedIn(site.address(), "otto", PanelSite.PASSWORD)) {
      String csrf = otto.csrf();
      assertThat(
              otto.post(
                      "/worker-manager/queues/ftp/pause", Map.of("csrf", csrf, "reason", "a test"))
                  .statusCode())
          .isEqualTo(303);
      assertThat(site.atelier().queueDesk().resume(QueueType.FTP)).isTrue();
      assertThat(
              otto.post("/worker-manager/settings/ftp", Map.of("csrf", csrf, "tries", "9"))
                  .statusCode())
          .isEqualTo(403);
      assertThat(otto.get("/audit").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void a_role_that_is_taken_away_is_gone_at_once() throws Exception {
    try (var otto = Visitor.signedIn(site.address(), "otto", PanelSite.PASSWORD)) {
      assertThat(otto.get("/").statusCode()).isEqualTo(200);
      site.change("DELETE FROM atelier_role WHERE role = 'operator'");
      try {
        assertThat(otto.get("/").statusCode()).isEqualTo(303);
      } finally {
        site.change(
            "INSERT INTO atelier_role SELECT id, 'operator' FROM Users WHERE login = 'otto'");
      }
    }
  }

  @Test
  void a_form_of_another_session_or_site_is_refused() throws Exception {
    try (var otto = Visitor.signedIn(site.address(), "otto", PanelSite.PASSWORD);
        var other = Visitor.signedIn(site.address(), "otto", PanelSite.PASSWORD)) {
      for (String action : OPERATORS_ACTIONS) {
        assertThat(otto.post(action, Map.of()).statusCode()).as(action).isEqualTo(403);
        assertThat(otto.post(action, Map.of("csrf", other.csrf())).statusCode())
            .as(action)
            .isEqualTo(403);
      }
      String pause = "/worker-manager/queues/ftp/pause";
      var form = Map.of("csrf", otto.csrf(), "reason", "a test");
      assertThat(otto.post(pause, form, "Sec-Fetch-Site", "cross-site").statusCode())
          .isEqualTo(403);
      assertThat(otto.post(pause, form, "Origin", "https://evil.example").statusCode())
          .isEqualTo(403);
      assertThat(site.atelier().queueDesk().resume(QueueType.FTP)).isFalse();
    }
  }

  @Test
  void a_session_ends_with_signing_out_and_its_cookie_is_well_kept() throws Exception {
    try (var vera = new Visitor(site.address())) {
      HttpResponse<String> answer = vera.signIn("vera", PanelSite.PASSWORD);
      String cookie =
          answer.headers().allValues("Set-Cookie").stream()
              .filter(each -> each.startsWith("atelier_session="))
              .findFirst()
              .orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/");

      vera.post("/sign-out", Map.of("csrf", vera.csrf()));

      String token = cookie.substring(0, cookie.indexOf(';'));
      try (var thief = new Visitor(site.address())) {
        assertThat(thief.get("/", "Cookie", token).statusCode()).isEqualTo(303);
      }
    }
  }

  @Test
  void a_sign_in_form_of_another_browser_is_refused_and_wrong_passwords_are_slowed_down()
      throws Exception {
    try (var nobody = new Visitor(site.address())) {
      assertThat(
              nobody
                  .post(
                      "/sign-in",
                      Map.of("form", "x", "login", "vera", "password", PanelSite.PASSWORD))
                  .statusCode())
          .isEqualTo(403);
      for (int i = 0; i < 5; i++) {
        assertThat(nobody.signIn("somebody", "wrong").statusCode()).isEqualTo(401);
      }
      HttpResponse<String> answer = nobody.signIn("somebody", "wrong");
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' OR 1=1 --",
        "\"><script>alert(1)</script>",
        "%' ; DROP TABLE atelier_job; --",
        "${7*7}",
        "\u0000",
        "../../etc/passwd"
      })
  void what_is_typed_is_only_text(String text) throws Exception {
    try (var vera = Visitor.signedIn(site.address(), "vera", PanelSite.PASSWORD)) {
      String typed = URLEncoder.encode(text, StandardCharsets.UTF_8);
      HttpResponse<String> found = vera.get("/worker-manager/jobs?text=" + typed);
      assertThat(found.statusCode()).isEqualTo(200);
      assertThat(found.body()).doesNotContain("<script>").contains("<h1>Jobs</h1>");
      for (String field : List.of("type", "state", "databox", "record", "period", "page")) {
        HttpResponse<String> answer = vera.get("/worker-manager/jobs?" + field + "=" + typed);
        assertThat(answer.statusCode()).as(field).isEqualTo(400);
        assertThat(answer.body()).as(field).doesNotContain("<script>");
      }
      HttpResponse<String> records = vera.get("/records?q=" + typed);
      assertThat(records.statusCode()).isEqualTo(200);
      assertThat(records.body()).doesNotContain("<script>").contains("<h1>Records</h1>");
      assertThat(vera.get("/worker-manager/jobs").statusCode()).isEqualTo(200);
    }
    try (var nobody = new Visitor(site.address())) {
      HttpResponse<String> refused = nobody.signIn(text, text);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).doesNotContain("<script>").contains("do not open the panel");
    }
  }

  @Test
  void hostile_texts_in_messages_are_shown_as_text() throws Exception {
    site.atelier()
        .queueDesk()
        .publish(QueueType.FTP, "{\"exportId\":1,\"note\":\"<script>alert(1)</script>\"}");
    try (var otto = Visitor.signedIn(site.address(), "otto", PanelSite.PASSWORD)) {
      String page = otto.get("/worker-manager/queues/ftp").body();

      assertThat(page)
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .doesNotContain("<script>alert");
    } finally {
      site.atelier().queueDesk().purge(QueueName.base(QueueType.FTP));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/..%2f..%2fapplication.properties",
        "/assets/%2e%2e/words_en.properties",
        "/assets/words_en.properties",
        "/assets//etc/passwd",
        "/records/..%2f..%2fetc/passwd",
        "/records/1_1/..%2fdocument",
        "/worker-manager/queues/..%2f..%2fx",
        "/.git/config",
        "/WEB-INF/web.xml"
      })
  void path_tricks_lead_nowhere(String path) throws Exception {
    try (var vera = Visitor.signedIn(site.address(), "vera", PanelSite.PASSWORD)) {
      HttpResponse<String> answer =
          vera.send(HttpRequest.newBuilder(URI.create(site.at("/") + path.substring(1))));

      assertThat(answer.statusCode()).isIn(400, 404);
      assertThat(answer.body()).doesNotContain("root:").doesNotContain("nav.menu=");
    }
  }

  @Test
  void every_answer_tells_the_browser_to_be_careful() throws Exception {
    try (var nobody = new Visitor(site.address())) {
      for (String path : List.of("/sign-in", "/nowhere", "/assets/panel.js", "/", "/metrics")) {
        var headers = nobody.get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
            .as(path)
            .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
            .contains("frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
        assertThat(headers.firstValue("Server")).as(path).isEmpty();
      }
    }
  }

  @Test
  void whoever_watches_needs_no_session() throws Exception {
    try (var nobody = new Visitor(site.address())) {
      assertThat(nobody.get("/healthz").body()).isEqualTo("ok\n");
      assertThat(nobody.get("/readyz").body()).isEqualTo("ready\n");
      assertThat(nobody.get("/metrics").body()).contains("atelier_slots 2.0");
    }
  }

  @Test
  void the_first_password_is_in_no_log_and_no_file() throws IOException {
    Path home = site.atelier().home().root();
    String password = site.first().password();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(contains(file, password)).as(file.toString()).isFalse();
      }
    }
  }

  private static boolean contains(Path file, String text) throws IOException {
    byte[] content = Files.readAllBytes(file);
    return new String(content, StandardCharsets.ISO_8859_1).contains(text);
  }
}
