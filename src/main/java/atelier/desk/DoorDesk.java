package atelier.desk;

import atelier.job.Audit;
import atelier.library.Account;
import atelier.library.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where people show who they are.
///
/// Whoever fails [#TRIES] times within [#WINDOW], by login or by address, has to wait until the
/// oldest of these failures is that long ago.
///
/// - Errors: [atelier.OutsideException] when the database is away.
/// - Thread-safe; the failures are guarded by the map they are in.
public final class DoorDesk {
  static final int TRIES = 5;
  static final int TRIES_OF_ADDRESS = 20;
  static final Duration WINDOW = Duration.ofMinutes(5);

  /// More names than this nobody can have to wait for; the oldest are forgotten.
  private static final int MOST_NAMES = 10_000;

  private final Users users;
  private final Audit audit;
  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_NAMES;
        }
      };

  public DoorDesk(Users users, Audit audit, Clock clock) {
    this.users = users;
    this.audit = audit;
    this.clock = clock;
  }

  /// What came of showing login and password.
  public sealed interface Answer {
    record Welcome(Account account) implements Answer {}

    /// Wrong login, wrong password, or nobody who may use the panel.
    record Refused() implements Answer {}

    /// Too many failures: not even looked at.
    record Wait(Duration time) implements Answer {}
  }

  /// Looks at a login and its password.
  ///
  /// - Shape: `address` is where the request came from.
  public Answer signIn(String login, String password, String address) {
    String name = "login " + login.strip().toLowerCase(Locale.ROOT);
    String from = "address " + address;
    Optional<Duration> wait = longer(waits(name, TRIES), waits(from, TRIES_OF_ADDRESS));
    if (wait.isPresent()) {
      return new Answer.Wait(wait.get());
    }
    // Counted before the slow look, so that many tries at once are all seen.
    failed(name);
    failed(from);
    Optional<Account> account = users.authenticate(login, password);
    if (account.isEmpty()) {
      audit.note(login.strip(), "sign-in refused", address, "");
      return new Answer.Refused();
    }
    forget(name);
    forgetLatest(from);
    audit.note(account.get().login(), "sign-in", address, "");
    return new Answer.Welcome(account.get());
  }

  /// Notes that somebody left.
  public void signOut(Account account) {
    audit.note(account.login(), "sign-out", "", "");
  }

  /// The account as it is now; empty when that user may no longer use the panel.
  public Optional<Account> account(int user) {
    return users.account(user);
  }

  private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
    return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) < 0
        ? other
        : one.or(() -> other);
  }

  private Optional<Duration> waits(String name, int tries) {
    synchronized (failures) {
      Failures known = failures.get(name);
      if (known == null) {
        return Optional.empty();
      }
      known.forgetBefore(clock.instant().minus(WINDOW));
      if (known.moments.size() < tries) {
        return Optional.empty();
      }
      return Optional.of(Duration.between(clock.instant(), known.moments.getFirst().plus(WINDOW)));
    }
  }

  private void failed(String name) {
    synchronized (failures) {
      Failures known = failures.remove(name);
      Failures now = known == null ? new Failures() : known;
      now.moments.add(clock.instant());
      failures.put(name, now); // To the end of those that may be forgotten.
    }
  }

  private void forget(String name) {
    synchronized (failures) {
      failures.remove(name);
    }
  }

  private void forgetLatest(String name) {
    synchronized (failures) {
      Failures known = failures.get(name);
      if (known != null && !known.moments.isEmpty()) {
        known.moments.removeLast();
      }
    }
  }

  /// When somebody failed, the earliest first.
  private static final class Failures {
    private final ArrayDeque<Instant> moments = new ArrayDeque<>();

    private void forgetBefore(Instant moment) {
      while (!moments.isEmpty() && !moments.getFirst().isAfter(moment)) {
        moments.removeFirst();
      }
    }
  }
}
