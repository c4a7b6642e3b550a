package atelier.job;

import atelier.OutsideException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repeats what must not fail while the outside is away, with growing pauses, until it works or we
/// stop.
final class Insistence {
  private static final Logger log = LoggerFactory.getLogger(Insistence.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private Insistence() {}

  /// Returns what `action` returns, once it throws no [OutsideException] any more.
  ///
  /// - Errors: [InterruptedException] when we stop; any other exception of the action at once.
  static <T> T on(String what, Supplier<T> action) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        T result = action.get();
        if (!pause.equals(FIRST_PAUSE)) {
          log.info("{}: works again", what);
        }
        return result;
      } catch (OutsideException e) {
        if (pause.equals(FIRST_PAUSE)) {
          log.warn("{}: failed, and is repeated until it works", what, e);
        }
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  static void on(String what, Runnable action) throws InterruptedException {
    on(
        what,
        () -> {
          action.run();
          return true;
        });
  }
}
