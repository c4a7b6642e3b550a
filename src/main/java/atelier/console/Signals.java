package atelier.console;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIGTERM and SIGINT: the first asks the program to end, the second ends it at once.
///
/// - Source: the JDK ends at the first by itself, but waits for its hooks however often it is
///   asked. `sun.misc.Signal` of the module `jdk.unsupported` is the JDK's only door to signals;
///   the compiler warns of each mention of it, which cannot be suppressed, so it is called by name.
final class Signals {
  private static final Logger log = LoggerFactory.getLogger(Signals.class);
  private static final int SIGNALED = 128;
  private static final AtomicBoolean asked = new AtomicBoolean();

  private Signals() {}

  /// - Shape: `exitCode` of an end at the first signal; of one at the second it is 128 and the
  ///   signal's number.
  static void endAtTheSecond(int exitCode) {
    try {
      handle("TERM", exitCode, SIGNALED + 15);
      handle("INT", exitCode, SIGNALED + 2);
    } catch (ReflectiveOperationException e) {
      log.warn("this JDK has no signals to handle; a second one is not heeded", e);
    }
  }

  private static void handle(String name, int atFirst, int atSecond)
      throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    var lookup = MethodHandles.lookup();
    var onSignal =
        lookup.findStatic(
            Signals.class,
            "came",
            MethodType.methodType(void.class, int.class, int.class, Object.class));
    var bound = MethodHandles.insertArguments(onSignal, 0, atFirst, atSecond);
    Object proxy =
        MethodHandleProxies.asInterfaceInstance(
            handler, bound.asType(MethodType.methodType(void.class, signal)));
    Object named = signal.getConstructor(String.class).newInstance(name);
    signal.getMethod("handle", signal, handler).invoke(null, named, proxy);
  }

  /// Called by the JDK, on a thread of its own for each signal.
  @SuppressWarnings("UnusedMethod") // It is looked up by its name, above.
  private static void came(int atFirst, int atSecond, Object signal) {
    if (asked.compareAndSet(false, true)) {
      log.info("{}: ending; a second signal ends at once", signal);
      Thread.ofPlatform().name("ending").start(() -> System.exit(atFirst));
    } else {
      Runtime.getRuntime().halt(atSecond);
    }
  }
}
