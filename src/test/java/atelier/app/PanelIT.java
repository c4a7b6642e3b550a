package atelier.app;

import static atelier.Eventually.eventually;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.JobState;
import atelier.queue.QueueType;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The panel as people use it, in a browser.
///
/// - Shape: pictures of the pages go to `target/screenshots`, or where the property
///   `atelier.screenshots` says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PanelIT {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path PICTURES =
      Path.of(System.getProperty("atelier.screenshots", "target/screenshots"));
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int WIDE = 1280;
  private static final int NARROW = 390;
  private static final double PATIENCE = 60_000;

  private final List<String> complaints = new ArrayList<>();
  private PanelSite site;
  private Playwright playwright;
  private Browser browser;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  void open(@TempDir Path home) throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    site = PanelSite.open(home);
    site.takeSamples(8);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setTimeout(120_000)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-quic",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  @AfterAll
  void close() {
    browser.close();
    playwright.close();
    site.close();
  }

  @BeforeEach
  void visit() {
    complaints.clear();
    context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(WIDE, 800).setLocale("en-GB"));
    context.setDefaultTimeout(PATIENCE);
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("status of 4")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void leave() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  @Order(1)
  void the_first_administrator_signs_in_and_comes_where_they_wanted() {
    page.navigate(site.at("/worker-manager/queues?all=1"));
    assertThat(page).hasTitle("Sign in – Atelier");
    picture("sign-in");
    isAccessible();

    signIn(site.first().login(), "wrong");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("do not open the panel");
    assertThat(page.getByLabel("Login")).hasValue("admin");

    signIn(site.first().login(), site.first().password());
    assertThat(page).hasURL(site.at("/worker-manager/queues?all=1"));
    assertThat(page.getByRole(AriaRole.ROW)).hasCount(QueueType.values().length + 1);
  }

  @Test
  @Order(2)
  void a_failed_job_is_found_by_its_reason_and_retried() throws Exception {
    Runnable mend = site.failingJob(1);
    comeIn("/");
    assertThat(page.locator(".attention")).containsText("subdefCreation failed");
    assertThat(page.locator("#chart canvas")).isVisible();
    picture("dashboard");
    page.locator(".attention li", new Page.LocatorOptions().setHasText("not a picture"))
        .getByRole(AriaRole.LINK)
        .click();

    Locator row = page.locator("#jobs tbody tr").filter(containing("1_1"));
    assertThat(row).hasCount(1);
    assertThat(row.locator(".state")).hasText("In error");
    picture("jobs-failed");
    row.locator(".row-link").click();

    assertThat(page.locator(".attempts li")).hasCount(1);
    assertThat(page.locator(".payload").first()).containsText("\"recordId\"");
    picture("job");
    isAccessible();
    mend.run();
    page.getByRole(AriaRole.BUTTON, named("Retry")).click();

    assertThat(page.getByRole(AriaRole.STATUS).filter(containing("It was sent"))).isVisible();
    long finished = site.jobs(JobState.FINISHED);
    page.navigate(site.at("/worker-manager/jobs?type=subdefCreation&record=1"));
    eventually(
        SOON, () -> site.jobs(JobState.FINISHED) >= finished && site.jobs(JobState.RUNNING) == 0);
    assertThat(page.locator("#jobs tbody tr").first().locator(".state")).hasText("Finished");
  }

  @Test
  @Order(3)
  void all_jobs_that_match_are_retried_when_their_number_was_typed() throws Exception {
    Runnable mend = site.failingJob(2);
    comeIn("/worker-manager/jobs?state=failed");
    mend.run();
    page.getByText("Retry all that match").click();
    assertThat(page.locator("h1")).hasText("Retry many jobs");
    isAccessible();
    page.getByLabel("to confirm").fill("999");
    page.getByRole(AriaRole.BUTTON, named("Retry them")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing was done");
    long failed = site.jobs(JobState.FAILED);
    page.getByLabel("to confirm").fill(String.valueOf(failed));
    picture("bulk-question");
    page.getByRole(AriaRole.BUTTON, named("Retry them")).click();

    assertThat(page.locator("h1")).hasText("Actions on many jobs");
    eventually(
        SOON,
        () ->
            site.atelier().desk() != null
                && !page.locator("#bulk").textContent().contains("goes on"));
    assertThat(page.locator("#bulk tbody tr").first()).containsText("ended");
    picture("bulk");
    isAccessible();
  }

  @Test
  @Order(4)
  void the_list_of_jobs_follows_its_filters_and_keeps_them_in_the_address() {
    comeIn("/worker-manager/jobs");
    picture("jobs");
    isAccessible();
    int all = page.locator("#jobs tbody tr").count();
    assertThat(all).isGreaterThan(8);

    page.getByLabel("Search").fill("\"recordId\":3");
    page.waitForURL(Pattern.compile(".*text=.*"));
    eventually(SOON, () -> page.locator("#jobs tbody tr").count() < all);
    page.getByLabel("Finished").check();
    page.waitForURL(Pattern.compile(".*state=finished.*"));
    page.reload();

    assertThat(page.getByLabel("Search")).hasValue("\"recordId\":3");
    assertThat(page.getByLabel("Finished")).isChecked();
    for (Locator row : page.locator("#jobs tbody tr").all()) {
      assertThat(row.locator(".state")).hasText("Finished");
    }
    page.getByLabel("Search").fill("nothing is like this");
    assertThat(page.locator(".empty")).containsText("No job is like that.");
    picture("jobs-empty");
  }

  @Test
  @Order(5)
  void a_new_job_appears_without_anybody_asking() {
    comeIn("/worker-manager/jobs?type=webhook");
    assertThat(page.locator(".empty")).isVisible();
    page.navigate(site.at("/worker-manager/jobs?type=subdefCreation&state=failed&text=9999"));
    assertThat(page.locator(".empty")).isVisible();

    site.atelier()
        .queueDesk()
        .publish(
            QueueType.SUBDEF_CREATION,
            "{\"databoxId\":9999,\"recordId\":1,\"subdefName\":\"preview\"}");

    assertThat(page.locator("#jobs tbody tr")).hasCount(1);
    assertThat(page.locator("#jobs")).containsText("databox 9999 does not exist");
  }

  @Test
  @Order(6)
  void a_queue_is_paused_resumed_looked_into_and_purged() {
    site.atelier().queueDesk().publish(QueueType.FTP, "{\"exportId\":7}");
    comeIn("/worker-manager/queues");
    picture("queues");
    isAccessible();
    page.getByRole(AriaRole.LINK, named("ftp").setExact(true)).click();
    assertThat(page.locator(".attempts li")).hasCount(1);
    page.getByLabel("Reason").fill("the server moves");
    page.getByRole(AriaRole.BUTTON, named("Pause")).click();
    assertThat(page.locator(".facts")).containsText("the server moves");
    assertThat(site.atelier().queueDesk().overview().lines())
        .filteredOn(line -> line.type() == QueueType.FTP)
        .allMatch(line -> line.pause().isPresent());
    picture("queue");
    isAccessible();

    page.getByRole(AriaRole.BUTTON, named("Resume")).click();
    assertThat(page.getByRole(AriaRole.BUTTON, named("Pause"))).isVisible();
    Locator purge = page.locator("form[action$='/purge']");
    purge.getByRole(AriaRole.TEXTBOX).fill("2");
    purge.getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator(".notice")).containsText("Nothing was done");
    purge.getByRole(AriaRole.TEXTBOX).fill("1");
    purge.getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator(".notice")).containsText("Thrown away: 1");
    assertThat(page.locator(".attempts li")).hasCount(0);
  }

  @Test
  @Order(7)
  void a_setting_is_changed_holds_and_goes_back() {
    comeIn("/worker-manager/settings");
    picture("settings");
    isAccessible();
    Locator row = page.locator("form[action$='/subdefCreation']");
    row.getByLabel("Maximum number of retries").fill("5");
    row.getByLabel("Delay before a retry (s)").fill("2,5");
    row.getByRole(AriaRole.BUTTON).click();

    assertThat(page.locator(".notice")).containsText("subdefCreation is saved");
    var wished =
        site.atelier().queueDesk().overview().lines().stream()
            .filter(line -> line.type() == QueueType.SUBDEF_CREATION)
            .findFirst()
            .orElseThrow()
            .settings()
            .wished();
    assertThat(wished.maxRetry()).isEqualTo(5);
    assertThat(wished.retryDelay()).isEqualTo(Duration.ofMillis(2500));
    assertThat(row.getByLabel("Delay before a retry (s)")).hasValue("2.5");

    row.getByLabel("Maximum number of retries").fill("no number");
    row.getByRole(AriaRole.BUTTON).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("allowed: 1 to 1000");

    page.navigate(site.at("/worker-manager/settings"));
    row.getByLabel("Maximum number of retries").fill("");
    row.getByLabel("Delay before a retry (s)").fill("");
    row.getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator(".notice")).containsText("subdefCreation is saved");
    assertThat(row.getByLabel("Maximum number of retries")).hasValue("");
  }

  @Test
  @Order(7)
  void a_record_is_found_by_a_word_of_its_caption_and_shown() {
    comeIn("/records");
    assertThat(page.locator(".grid li")).hasCount(8);
    picture("records");
    isAccessible();
    page.getByLabel("Search").fill("forêt");
    page.waitForURL(Pattern.compile(".*q=for.*"));
    assertThat(page.locator(".grid li")).hasCount(1);
    page.locator(".grid a").click();

    assertThat(page.locator("h1")).hasText("Forêt dans la brume");
    assertThat((Boolean) page.evaluate("document.querySelector('.record img').naturalWidth > 400"))
        .isTrue();
    assertThat(page.locator(".record")).containsText("forest-in-fog.jpg");
    assertThat(page.locator("table").first()).containsText("thumbnail");
    picture("record");
    isAccessible();
  }

  @Test
  @Order(8)
  void who_did_what_is_told() {
    comeIn("/audit");
    assertThat(page.locator("tbody")).containsText("purge");
    assertThat(page.locator("tbody")).containsText("setting");
    assertThat(page.locator("tbody")).containsText("sign-in refused");
    picture("audit");
    isAccessible();
  }

  @Test
  @Order(9)
  void the_keyboard_leads_everywhere() {
    comeIn("/");
    page.keyboard().press("g");
    page.keyboard().press("j");
    page.waitForURL(site.at("/worker-manager/jobs"));
    page.keyboard().press("/");
    assertThat(page.getByLabel("Search")).isFocused();
    page.getByLabel("Search").blur();
    page.keyboard().press("j");
    page.keyboard().press("j");
    assertThat(page.locator(".row-link").nth(1)).isFocused();
    page.keyboard().press("?");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    picture("help");
    isAccessible();
    page.keyboard().press("Escape");
    page.keyboard().press("Enter");
    assertThat(page.locator(".payload").first()).isVisible();
  }

  @Test
  @Order(10)
  void it_speaks_French_when_asked_and_remembers() {
    comeIn("/");
    page.getByRole(AriaRole.BUTTON, named("Français")).click();
    assertThat(page.locator("h1")).hasText("Tableau de bord");
    assertThat(page.locator("html")).hasAttribute("lang", "fr");
    picture("dashboard-fr");
    page.navigate(site.at("/worker-manager/settings"));
    assertThat(page.locator("h1")).hasText("Réglages généraux");
  }

  @Test
  @Order(11)
  void it_is_dark_when_asked() {
    comeIn("/worker-manager/jobs");
    page.getByRole(AriaRole.BUTTON, named("Dark")).click();
    assertThat(page).hasURL(site.at("/worker-manager/jobs"));
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    picture("jobs-dark");
    isAccessible();
    page.navigate(site.at("/"));
    assertThat(page.locator("#chart canvas")).isVisible();
    picture("dashboard-dark");
    isAccessible();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
  }

  @Test
  @Order(12)
  void everything_fits_on_a_telephone() {
    page.setViewportSize(NARROW, 844);
    comeIn("/");
    for (String path :
        List.of(
            "/",
            "/worker-manager/jobs",
            "/worker-manager/queues",
            "/worker-manager/settings",
            "/records",
            "/records/1_4")) {
      page.navigate(site.at(path));
      assertThat(page.locator("h1")).isVisible();
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .as(path)
          .isLessThanOrEqualTo(NARROW);
      picture(
          "narrow-"
              + (path.equals("/")
                  ? "dashboard"
                  : path.replaceAll(".*/(?=.)", "").replaceAll("[0-9].*", "record")));
      isAccessible();
    }
  }

  @Test
  @Order(13)
  void without_scripts_everything_can_be_read_and_done() {
    try (BrowserContext plain =
        browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      page = plain.newPage();
      comeIn("/worker-manager/jobs");
      page.getByLabel("Kind").selectOption("subdefCreation");
      page.getByRole(AriaRole.BUTTON, named("Show")).click();
      assertThat(page).hasURL(Pattern.compile(".*type=subdefCreation.*"));
      assertThat(page.locator("#jobs tbody tr").first()).containsText("subdefCreation");
      page.locator("#jobs .row-link").first().click();
      assertThat(page.locator(".payload").first()).isVisible();
      page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
      assertThat(page).hasTitle("Sign in – Atelier");
    }
  }

  private void comeIn(String path) {
    page.navigate(site.at(path));
    signIn(site.first().login(), site.first().password());
    page.waitForURL(url -> !url.contains("/sign-in"));
  }

  private void signIn(String login, String password) {
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(password);
    page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private void picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
  }

  /// By axe, without what it calls serious or worse.
  private void isAccessible() {
    assertThat(
            new AxeBuilder(page)
                .analyze().getViolations().stream()
                    .filter(each -> List.of("serious", "critical").contains(each.getImpact()))
                    .map(PanelIT::told)
                    .toList())
        .as(page.url())
        .isEmpty();
  }

  private static String told(Rule rule) {
    return rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml()).toList();
  }
}
