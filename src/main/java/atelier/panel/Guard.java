package atelier.panel;

import atelier.desk.DoorDesk;
import atelier.desk.ForbiddenException;
import atelier.library.Account;
import atelier.library.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stands before every route: session, role, and that a form was ours; and sends the headers that
/// tell browsers to be careful.
///
/// - Thread-safe.
final class Guard {
  /// Nothing but what we serve; no inline script or style; nobody frames us.
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final Sessions sessions;
  private final DoorDesk door;

  Guard(Sessions sessions, DoorDesk door) {
    this.sessions = sessions;
    this.door = door;
  }

  void routes(RoutesConfig routes) {
    routes.before(Guard::headers);
    routes.beforeMatched(this::check);
  }

  private static void headers(Context context) {
    context
        .header("Content-Security-Policy", CONTENT_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        .header("Cache-Control", "no-store");
  }

  private void check(Context context) {
    boolean changes = changes(context);
    if (changes) {
      refuseOtherSites(context);
    }
    Optional<Role> needed = needed(context);
    if (needed.isEmpty()) {
      return;
    }
    boolean live = context.header("X-Live") != null; // A page renews itself: nobody did anything.
    Optional<Session> session = sessions.find(context.cookie(Visit.SESSION), !live);
    Optional<Account> account = session.flatMap(each -> door.account(each.user()));
    if (session.isEmpty() || account.isEmpty()) {
      toSignIn(context, changes);
      return;
    }
    Visit.enter(context, account.get(), session.get().csrf());
    if (!account.get().role().includes(needed.get())) {
      throw new ForbiddenException("this needs the role " + needed.get().column());
    }
    if (changes && !Tokens.equal(token(context), session.get().csrf())) {
      throw new ForbiddenException("the form is not one of this session; load the page again");
    }
  }

  private static boolean changes(Context context) {
    HandlerType method = context.method();
    return !method.equals(HandlerType.GET) && !method.equals(HandlerType.HEAD);
  }

  /// A route without any role is a mistake, and shut.
  private static Optional<Role> needed(Context context) {
    return context.routeRoles().stream()
        .map(Access.class::cast)
        .findFirst()
        .map(Access::role)
        .orElse(Optional.of(Role.ADMINISTRATOR));
  }

  /// The form's field, or the header that scripts send.
  private static @Nullable String token(Context context) {
    String header = context.header("X-CSRF");
    return header == null ? context.formParam("csrf") : header;
  }

  /// Browsers say where a form was sent from; what says nothing is judged by its token alone.
  private static void refuseOtherSites(Context context) {
    String site = context.header("Sec-Fetch-Site");
    String origin = context.header("Origin");
    boolean foreign =
        site != null
            ? !site.equals("same-origin") && !site.equals("none")
            : origin != null && !isHere(origin, context);
    if (foreign) {
      throw new ForbiddenException("the form was sent from another site");
    }
  }

  private static boolean isHere(String origin, Context context) {
    try {
      return String.valueOf(URI.create(origin).getAuthority()).equals(context.header("Host"));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static void toSignIn(Context context, boolean changes) {
    String query = context.queryString();
    String wanted = changes ? "/" : context.path() + (query == null ? "" : "?" + query);
    String address =
        wanted.equals("/")
            ? "/sign-in"
            : "/sign-in?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    context.skipRemainingHandlers();
    if (context.header("HX-Request") != null || context.header("X-Live") != null) {
      context.status(HttpStatus.UNAUTHORIZED).header("HX-Redirect", address);
    } else {
      context.redirect(address, HttpStatus.SEE_OTHER);
    }
  }
}
