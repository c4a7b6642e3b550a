package atelier.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The last 8 KiB of what a tool says on its standard error, drained by a thread of its own.
///
/// - Thread-safe: `text` is guarded by this object.
final class ErrorTail {
  private static final int KEPT_CHARS = 8 * 1024;
  private static final int BUFFER_BYTES = 4 * 1024;

  private final StringBuilder text = new StringBuilder();
  private boolean ended;

  ErrorTail(String threadName, InputStream stream) {
    Thread.ofPlatform().daemon().name(threadName).start(() -> drain(stream));
  }

  synchronized String text() {
    return text.toString().strip();
  }

  synchronized void clear() {
    text.setLength(0);
  }

  /// Waits until the tool has said `marker` and returns what it said before.
  ///
  /// - Errors: [IOException] when it ended without.
  synchronized String until(String marker) throws IOException, InterruptedException {
    while (text.indexOf(marker) < 0) {
      if (ended) {
        throw new IOException("the tool ended");
      }
      wait();
    }
    return text.substring(0, text.indexOf(marker)).strip();
  }

  /// Waits until the tool has closed its standard error, at most so long.
  synchronized void awaitEnd(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (!ended && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }

  private void drain(InputStream stream) {
    var buffer = new byte[BUFFER_BYTES];
    try (stream) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        append(new String(buffer, 0, count, StandardCharsets.UTF_8));
      }
    } catch (IOException _) {
      // The tool was killed: its end is all there is to say.
    } finally {
      end();
    }
  }

  private synchronized void append(String more) {
    text.append(more);
    if (text.length() > KEPT_CHARS) {
      text.delete(0, text.length() - KEPT_CHARS);
    }
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}
