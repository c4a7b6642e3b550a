package atelier.panel;

import atelier.desk.DoorDesk;
import atelier.desk.DoorDesk.Answer;
import atelier.desk.ForbiddenException;
import atelier.desk.Measures;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Signing in and out, and how the panel looks.
public final class SignInPage {
  private final DoorDesk door;
  private final Sessions sessions;
  private final Views views;
  private final Clock clock;

  SignInPage(DoorDesk door, Sessions sessions, Views views, Clock clock) {
    this.door = door;
    this.sessions = sessions;
    this.views = views;
    this.clock = clock;
  }

  /// - Shape: `message` empty at first; `form` is the token of this form alone.
  public record View(Frame frame, String form, String login, String next, String message) {}

  void routes(RoutesConfig routes) {
    routes.get("/sign-in", this::show, Access.ANYBODY);
    routes.post("/sign-in", this::signIn, Access.ANYBODY);
    routes.post("/sign-out", this::signOut, Access.VIEWER);
    routes.post("/looks", this::looks, Access.ANYBODY);
  }

  private void show(Context context) {
    if (sessions.find(context.cookie(Visit.SESSION), false).isPresent()) {
      context.redirect("/", HttpStatus.SEE_OTHER);
      return;
    }
    show(context, "", "");
  }

  private void show(Context context, String login, String message) {
    String form = context.cookie(Visit.FORM);
    if (form == null || form.isEmpty()) {
      form = Tokens.random();
      Visit.cookie(context, Visit.FORM, form, -1);
    }
    Frame frame = Visit.frame(context, clock).at("sign-in", "sign.title");
    views.page(
        context, "sign-in", new View(frame, form, login, Visit.local(next(context)), message));
  }

  private static @Nullable String next(Context context) {
    String sent = context.formParam("next");
    return sent == null ? context.queryParam("next") : sent;
  }

  private void signIn(Context context) {
    if (!Tokens.equal(context.formParam("form"), context.cookie(Visit.FORM))) {
      throw new ForbiddenException("the form is not one of this browser; load the page again");
    }
    String login = orEmpty(context.formParam("login"));
    Words words = Visit.frame(context, clock).words();
    switch (door.signIn(login, orEmpty(context.formParam("password")), context.ip())) {
      case Answer.Welcome(var account) -> {
        sessions.close(context.cookie(Visit.SESSION));
        Visit.cookie(context, Visit.SESSION, sessions.open(account.id()), -1);
        Visit.cookie(context, Visit.FORM, "", 0);
        context.redirect(Visit.local(next(context)), HttpStatus.SEE_OTHER);
      }
      case Answer.Refused() -> {
        context.status(HttpStatus.UNAUTHORIZED);
        show(context, login, words.say("sign.refused"));
      }
      case Answer.Wait(var time) -> {
        context
            .status(HttpStatus.TOO_MANY_REQUESTS)
            .header("Retry-After", String.valueOf(time.toSeconds() + 1));
        show(context, login, words.say("sign.wait", Measures.duration(time)));
      }
    }
  }

  private void signOut(Context context) {
    door.signOut(Visit.account(context));
    sessions.close(context.cookie(Visit.SESSION));
    Visit.cookie(context, Visit.SESSION, "", 0);
    context.redirect("/sign-in", HttpStatus.SEE_OTHER);
  }

  /// Language and theme concern nobody else, so that everybody may choose them.
  private void looks(Context context) {
    String language = context.formParam("language");
    if (language != null && Words.LANGUAGES.contains(language)) {
      Visit.remember(context, Visit.LANGUAGE, language);
    }
    String theme = context.formParam("theme");
    if (theme != null && theme.matches("auto|light|dark")) {
      Visit.remember(context, Visit.THEME, theme);
    }
    context.redirect(Visit.local(context.formParam("back")), HttpStatus.SEE_OTHER);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
