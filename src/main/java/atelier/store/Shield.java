package atelier.store;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Keeps a call that speaks to a server apart from interrupts of its caller: a virtual thread that
/// is interrupted loses its connection, and with it, in the middle of a commit, the knowledge
/// whether there was one.
///
/// - The caller waits, as long as the call's own time limits let it, and stays interrupted.
final class Shield {
  private Shield() {}

  /// What is called.
  @FunctionalInterface
  interface Call<T> {
    T go() throws IOException;
  }

  /// - Errors: what the call throws.
  static <T> T around(Call<T> call) throws IOException {
    if (!Thread.currentThread().isVirtual()) {
      return call.go();
    }
    var task = new FutureTask<T>(call::go);
    Thread.ofVirtual().name(Thread.currentThread().getName()).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw rethrown(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(ExecutionException failure) throws IOException {
    Throwable cause = failure.getCause();
    if (cause instanceof IOException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }
}
