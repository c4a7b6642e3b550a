package atelier.console;

import java.util.concurrent.CountDownLatch;

/// A program that heeds signals as ours do, and never gets ready to end.
final class SlowToEnd {
  private SlowToEnd() {}

  public static void main(String[] arguments) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> forEver("not ready to end")));
    Signals.endAtTheSecond(0);
    forEver("up");
  }

  private static void forEver(String words) {
    System.out.println(words);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
