package atelier.media;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a tool's command line into bounds: memory, file size, no network.
///
/// - Shape: `prlimit`, `unshare -n`, `setsid` and `setpriv` of util-linux stand before the command
///   and replace themselves by it, so the process id is the tool's. What this system does not have
///   or allow is left away; the log says so once.
/// - Thread-safe: it never changes.
/// - Source: `prlimit(1)`, `unshare(1)`, `setpriv(1)`; `docs/decisions/0004-tools-as-processes.md`.
public final class Containment {
  private static final Logger log = LoggerFactory.getLogger(Containment.class);
  private static final int PROBE_SECONDS = 10;

  private final List<String> limitsPrefix;
  private final List<String> noNetworkPrefix;
  private final List<String> keptPrefix;

  private Containment(
      List<String> limitsPrefix, List<String> noNetworkPrefix, List<String> keptPrefix) {
    this.limitsPrefix = List.copyOf(limitsPrefix);
    this.noNetworkPrefix = List.copyOf(noNetworkPrefix);
    this.keptPrefix = List.copyOf(keptPrefix);
  }

  /// Tries what this system allows. To be asked once, at start.
  public static Containment probe() {
    List<String> limits = firstThatWorks(List.of(List.of("prlimit", "--core=0")));
    List<String> noNetwork =
        firstThatWorks(List.of(List.of("unshare", "-n"), List.of("unshare", "-rn")));
    var kept = new ArrayList<String>();
    kept.addAll(firstThatWorks(List.of(List.of("setsid"))));
    kept.addAll(firstThatWorks(List.of(List.of("setpriv", "--pdeathsig", "KILL"))));
    if (limits.isEmpty()) {
      log.warn("prlimit does not work here: tools run without limits of memory and file size");
    }
    if (noNetwork.isEmpty()) {
      log.warn("unshare -n is not allowed here: tools run with the network");
    }
    if (!kept.contains("setpriv")) {
      log.warn("setpriv --pdeathsig does not work here: tools may outlive a killed manager");
    }
    return new Containment(limits, noNetwork, kept);
  }

  /// Leaves command lines as they are.
  public static Containment none() {
    return new Containment(List.of(), List.of(), List.of());
  }

  /// The command line of a tool that does one piece of work and ends.
  public List<String> wrap(List<String> command, Limits limits) {
    var wrapped = new ArrayList<String>();
    if (!limits.network()) {
      wrapped.addAll(noNetworkPrefix);
    }
    if (!limitsPrefix.isEmpty()) {
      wrapped.addAll(limitsPrefix);
      wrapped.add("--data=" + limits.dataBytes());
      wrapped.add("--fsize=" + limits.fileBytes());
    }
    wrapped.addAll(command);
    return List.copyOf(wrapped);
  }

  /// The command line of a tool that is kept running: in a session of its own, so that Ctrl-C
  /// reaches only the manager, and dying with the thread that started it.
  List<String> wrapKept(List<String> command, Limits limits) {
    var wrapped = new ArrayList<>(keptPrefix);
    wrapped.addAll(wrap(command, limits));
    return List.copyOf(wrapped);
  }

  private static List<String> firstThatWorks(List<List<String>> prefixes) {
    for (List<String> prefix : prefixes) {
      if (works(prefix)) {
        return prefix;
      }
    }
    return List.of();
  }

  private static boolean works(List<String> prefix) {
    var command = new ArrayList<>(prefix);
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
