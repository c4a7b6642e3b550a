package atelier.media.vips;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The main class of a child: reads jobs from its standard input and answers on its standard
/// output, one after the other.
///
/// When its input ends, the manager is gone or wants it to go: it halts at once, in mid-job too.
///
/// - Thread-safe: one thread reads, one works.
public final class VipsChild {
  private static final int STANDARD_OUTPUT = 1;
  private static final int STANDARD_ERROR = 2;

  private static final int KEPT_SECONDS = 10;

  private @Nullable PictureMaker maker;
  private @Nullable Future<?> forgetting;

  private VipsChild() {}

  /// Runs until the input ends; takes no arguments.
  public static void main(String[] arguments) throws IOException {
    var replies = new DataOutputStream(new BufferedOutputStream(keepOutputToOurselves()));
    var jobs = new DataInputStream(new BufferedInputStream(System.in));
    var child = new VipsChild();
    ScheduledExecutorService worker =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("work").factory());
    try (worker) {
      while (true) {
        PictureJob job = PictureJob.read(jobs);
        worker.execute(
            () -> {
              child.answer(job, replies);
              child.forgetLater(worker);
            });
      }
    } catch (EOFException _) {
      Runtime.getRuntime().halt(0);
    }
  }

  /// Moves the replies to another descriptor and points standard output at standard error, so that
  /// whatever a library prints cannot come between them.
  private static OutputStream keepOutputToOurselves() throws IOException {
    Linker linker = Linker.nativeLinker();
    var lookup = linker.defaultLookup();
    var duplicate =
        linker.downcallHandle(lookup.findOrThrow("dup"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    var replace =
        linker.downcallHandle(
            lookup.findOrThrow("dup2"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    int ours;
    int result;
    try {
      ours = (int) duplicate.invokeExact(STANDARD_OUTPUT);
      result = (int) replace.invokeExact(STANDARD_ERROR, STANDARD_OUTPUT);
    } catch (Throwable e) {
      throw new IOException("standard output could not be set aside", e);
    }
    if (ours < 0 || result < 0) {
      throw new IOException("standard output could not be set aside");
    }
    return new FileOutputStream("/dev/fd/" + ours);
  }

  private void answer(PictureJob job, DataOutputStream replies) {
    try {
      reply(job).write(replies);
      replies.flush();
    } catch (IOException | RuntimeException | Error e) {
      e.printStackTrace();
      // What state this process is in is unknown: another one shall take its place.
      Runtime.getRuntime().halt(1);
    }
  }

  /// Nobody may ever ask for the last picture again.
  private void forgetLater(ScheduledExecutorService worker) {
    if (forgetting != null) {
      forgetting.cancel(false);
    }
    if (maker != null) {
      forgetting = worker.schedule(maker::forget, KEPT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Reply reply(PictureJob job) {
    try {
      if (maker == null) {
        maker = new PictureMaker(Libvips.load());
      }
    } catch (VipsException e) {
      return new Reply.Failed(String.valueOf(e.getMessage()));
    }
    return maker.answer(job);
  }
}
