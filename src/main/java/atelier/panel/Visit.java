package atelier.panel;

import atelier.library.Account;
import atelier.library.Role;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request says of its sender, beside what it asks for.
///
/// - Shape: a handler behind a role finds the account here; [Guard] has put it there.
final class Visit {
  static final String SESSION = "atelier_session";
  static final String FORM = "atelier_form";
  static final String LANGUAGE = "atelier_language";
  static final String THEME = "atelier_theme";
  private static final String ACCOUNT = "account";
  private static final String CSRF = "csrf";
  private static final int YEAR = 31_536_000;

  private Visit() {}

  static void enter(Context context, Account account, String csrf) {
    context.attribute(ACCOUNT, account);
    context.attribute(CSRF, csrf);
  }

  /// Who asks.
  ///
  /// - Errors: [IllegalStateException] on a route for everybody.
  static Account account(Context context) {
    Account account = context.attribute(ACCOUNT);
    if (account == null) {
      throw new IllegalStateException("a route without a role asked who is there");
    }
    return account;
  }

  /// What is around the page that answers this request.
  static Frame frame(Context context, Clock clock) {
    Account account = context.attribute(ACCOUNT);
    String csrf = context.attribute(CSRF);
    Words words = Words.of(language(context, account));
    String query = context.queryString();
    String back =
        context.method().name().equals("GET")
            ? context.path() + (query == null ? "" : "?" + query)
            : "/";
    return new Frame(
        words,
        account == null ? "" : account.login(),
        account == null ? Role.VIEWER : account.role(),
        csrf == null ? "" : csrf,
        new Frame.Looks(theme(context), "", "", back),
        clock.instant());
  }

  private static String language(Context context, @Nullable Account account) {
    return Optional.ofNullable(context.cookie(LANGUAGE))
        .or(() -> Optional.ofNullable(account).map(Account::locale).filter(each -> !each.isEmpty()))
        .or(() -> Optional.ofNullable(context.header("Accept-Language")))
        .orElse("");
  }

  private static String theme(Context context) {
    String theme = context.cookie(THEME);
    return theme != null && theme.matches("light|dark") ? theme : "auto";
  }

  /// A cookie that scripts cannot read and other sites cannot send along with a form.
  ///
  /// - Units: `seconds`; -1 = until the browser is closed, 0 = gone.
  static void cookie(Context context, String name, String value, int seconds) {
    var cookie =
        new Cookie(
            name, value, "/", seconds, "https".equals(context.scheme()), true, null, SameSite.LAX);
    context.cookie(cookie);
  }

  static void remember(Context context, String name, String value) {
    cookie(context, name, value, YEAR);
  }

  /// The part of an address after the host, when it is one of ours, else the first page.
  static String local(@Nullable String address) {
    return address != null
            && address.startsWith("/")
            && !address.startsWith("//")
            && address.chars().allMatch(letter -> letter > ' ' && letter < 127 && letter != '\\')
        ? address
        : "/";
  }
}
