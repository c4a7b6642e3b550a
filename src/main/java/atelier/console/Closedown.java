package atelier.console;

import atelier.app.Atelier;
import java.util.concurrent.CountDownLatch;

/// Closes the program in order when the system asks it to end (SIGTERM, SIGINT).
final class Closedown {
  private final CountDownLatch closed = new CountDownLatch(1);

  private Closedown() {}

  static Closedown of(Atelier atelier) {
    var closedown = new Closedown();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().name("closedown").unstarted(() -> closedown.close(atelier)));
    return closedown;
  }

  /// Waits until the program was closed.
  void await() throws InterruptedException {
    closed.await();
  }

  private void close(Atelier atelier) {
    try (atelier) {
      closed.countDown();
    }
  }
}
