package atelier.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps tools in bounds on this machine: memory, file size, open files, processes, the
/// network, and what they see of the file system.
///
/// - Shape: commands of util-linux and bubblewrap stand before the tool's own. What this system
///   does not have or allow is left away; the log says so once.
/// - Thread-safe.
/// - Source: `prlimit(1)`, `setpriv(1)`; `docs/decisions/0010-tools-in-namespaces.md`.
public final class Containment {
  private static final Logger log = LoggerFactory.getLogger(Containment.class);

  private final Isolation isolation;
  private final boolean limits;
  private final List<String> endingPrefix;
  private final Path temporary;
  private final Set<Path> hidden;
  private final Watchdog watchdog = new Watchdog();

  /// Processes are started by one thread that lives as long as this object: the system kills them
  /// when the thread that started them ends, thus with the manager, however that died.
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("tool-start").factory());

  private Containment(
      Isolation isolation,
      boolean limits,
      List<String> endingPrefix,
      Path temporary,
      Set<Path> hidden) {
    this.isolation = isolation;
    this.limits = limits;
    this.endingPrefix = List.copyOf(endingPrefix);
    this.temporary = temporary;
    this.hidden = Set.copyOf(hidden);
  }

  /// Tries what this system allows; private folders are made in the system's temporary folder.
  public static Containment probe() {
    return probe(Path.of(System.getProperty("java.io.tmpdir")), Set.of());
  }

  /// Tries what this system allows. To be asked once, at start.
  ///
  /// - Shape: `temporary` holds the tools' private folders; files and folders in `hidden` are not
  ///   for tools to read.
  public static Containment probe(Path temporary, Set<Path> hidden) {
    return of(Isolation.probe(), temporary, hidden);
  }

  static Containment of(Isolation isolation, Path temporary, Set<Path> hidden) {
    boolean limits = Isolation.works(List.of("prlimit", "--core=0"));
    var ending = new ArrayList<String>();
    for (List<String> prefix :
        List.of(List.of("setsid"), List.of("setpriv", "--pdeathsig", "KILL"))) {
      if (Isolation.works(prefix)) {
        ending.addAll(prefix);
      }
    }
    if (!limits) {
      log.warn("prlimit does not work here: tools run without limits of memory and file size");
    }
    switch (isolation.kind()) {
      case VIEW -> {}
      case PROCESSES -> log.info("bwrap does not work here: tools see the whole file system");
      case NETWORK -> log.warn("tools run without the network, but are not set apart otherwise");
      case NOTHING ->
          log.warn("bwrap and unshare are not allowed here: tools run with the network");
    }
    if (!ending.contains("setpriv")) {
      log.warn("setpriv --pdeathsig does not work here: tools may outlive a killed manager");
    }
    return new Containment(isolation, limits, ending, temporary, hidden);
  }

  /// Leaves command lines as they are.
  public static Containment none() {
    return new Containment(
        Isolation.none(),
        false,
        List.of(),
        Path.of(System.getProperty("java.io.tmpdir")),
        Set.of());
  }

  Isolation isolation() {
    return isolation;
  }

  /// Whether tools can be put in a cell ([Limits#cell]) here.
  public boolean hasCells() {
    return isolation.kind() == Isolation.Kind.VIEW;
  }

  boolean hasLimits() {
    return limits;
  }

  Path temporary() {
    return temporary;
  }

  Set<Path> hidden() {
    return hidden;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  /// The command line of a tool: in a session of its own, so that Ctrl-C reaches only the manager,
  /// and dying with the thread that started it.
  List<String> wrap(List<String> command, Limits wished, Path own) {
    var wrapped = new ArrayList<>(endingPrefix);
    wrapped.addAll(isolation.prefix(wished, own, hidden));
    if (limits) {
      wrapped.addAll(List.of("prlimit", "--core=0"));
      wrapped.add("--data=" + wished.dataBytes());
      wrapped.add("--fsize=" + wished.fileBytes());
      wrapped.add("--nofile=" + wished.openFiles());
      if (isolation.countsTasks()) {
        wrapped.add("--nproc=" + wished.tasks());
      }
    }
    wrapped.addAll(command);
    return List.copyOf(wrapped);
  }

  /// Makes a private folder for one tool.
  Path makeFolder() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(temporary), "tool-").toRealPath();
  }

  /// Starts a process that ends with the manager.
  Process launch(ProcessBuilder builder) throws IOException, InterruptedException {
    CompletableFuture<Process> starting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return builder.start();
              } catch (IOException e) {
                throw new CompletionException(new UncheckedIOException(e));
              }
            },
            starter);
    try {
      return starting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException outside) {
        throw new IOException(outside.getCause());
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      var _ = starting.thenAccept(ProcessTree::kill);
      throw e;
    }
  }
}
