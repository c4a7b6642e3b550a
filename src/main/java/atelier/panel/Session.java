package atelier.panel;

import java.time.Instant;

/// Somebody who is signed in, in one browser.
///
/// - Shape: `csrf` is what their forms must bring along.
/// - Thread-safe.
final class Session {
  private final int user;
  private final String csrf = Tokens.random();
  private final Instant started;
  private volatile Instant seen;

  Session(int user, Instant started) {
    this.user = user;
    this.started = started;
    this.seen = started;
  }

  int user() {
    return user;
  }

  String csrf() {
    return csrf;
  }

  Instant started() {
    return started;
  }

  Instant seen() {
    return seen;
  }

  void seen(Instant moment) {
    seen = moment;
  }
}
