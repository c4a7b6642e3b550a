package atelier.panel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who is signed in. A session ends when it is left alone for [#IDLE], and in any case after
/// [#LONGEST]; all end with this process.
///
/// - Shape: keyed by the hash of the cookie's token.
/// - Thread-safe.
final class Sessions {
  static final Duration IDLE = Duration.ofHours(1);
  static final Duration LONGEST = Duration.ofHours(12);

  private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();
  private final Clock clock;

  Sessions(Clock clock) {
    this.clock = clock;
  }

  /// Opens a session; what the cookie has to hold.
  String open(int user) {
    Instant now = clock.instant();
    sessions.values().removeIf(each -> hasEnded(each, now));
    String token = Tokens.random();
    sessions.put(Tokens.hash(token), new Session(user, now));
    return token;
  }

  /// The session of a cookie. `used` = a person did something, so that it lives on.
  Optional<Session> find(@Nullable String token, boolean used) {
    if (token == null) {
      return Optional.empty();
    }
    String hash = Tokens.hash(token);
    Session session = sessions.get(hash);
    Instant now = clock.instant();
    if (session == null) {
      return Optional.empty();
    }
    if (hasEnded(session, now)) {
      sessions.remove(hash);
      return Optional.empty();
    }
    if (used) {
      session.seen(now);
    }
    return Optional.of(session);
  }

  void close(@Nullable String token) {
    if (token != null) {
      sessions.remove(Tokens.hash(token));
    }
  }

  private static boolean hasEnded(Session session, Instant now) {
    return !now.isBefore(session.started().plus(LONGEST))
        || !now.isBefore(session.seen().plus(IDLE));
  }
}
