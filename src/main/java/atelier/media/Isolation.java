package atelier.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How far this system can set a tool apart, best first, and the command lines that do it.
///
/// - Shape: the commands stand before the tool's own. [Kind#VIEW] is bubblewrap, the next two are
///   `unshare` of util-linux. As root, a tool keeps no capability but those that let it read and
///   write files of other users where it may write at all.
/// - Source: `bwrap(1)`, `unshare(1)`, `setpriv(1)`, `capabilities(7)`;
///   `docs/decisions/0010-tools-in-namespaces.md`.
record Isolation(Kind kind, boolean root) {
  private static final int PROBE_SECONDS = 10;

  /// A file system in memory must not become a way around the memory limit.
  private static final int SHARED_MEMORY_BYTES = 16 << 20;

  private static final String TEMPORARY = "/tmp";

  /// What programs are made of, and nobody's files are in.
  private static final List<Path> SYSTEM =
      Stream.of(
              "/usr",
              "/bin",
              "/sbin",
              "/lib",
              "/lib32",
              "/lib64",
              "/libx32",
              "/opt",
              "/etc/alternatives",
              "/etc/fonts",
              "/etc/ld.so.cache",
              "/etc/ld.so.conf",
              "/etc/ld.so.conf.d",
              "/etc/libreoffice",
              "/etc/localtime",
              "/etc/papersize",
              "/var/cache/fontconfig",
              "/var/lib/libreoffice")
          .map(Path::of)
          .toList();

  private static final Path RUN = Path.of("/run");
  private static final String NOTHING = "/dev/null";

  /// What is set apart.
  enum Kind {
    /// Network, processes and the view of the file system.
    VIEW,
    /// Network and processes.
    PROCESSES,
    /// The network alone.
    NETWORK,
    NOTHING
  }

  /// The best that works here.
  static Isolation probe() {
    boolean root = isRoot();
    for (Kind kind : Kind.values()) {
      var isolation = new Isolation(kind, root);
      if (kind == Kind.NOTHING || works(isolation.probePrefix())) {
        return isolation;
      }
    }
    return none();
  }

  static Isolation none() {
    return new Isolation(Kind.NOTHING, isRoot());
  }

  /// Whether all processes of a tool end with the first one.
  boolean holdsProcesses() {
    return kind == Kind.VIEW || kind == Kind.PROCESSES;
  }

  /// Whether the limit of processes counts the tool's alone. It counts by user and user namespace;
  /// root has no namespace of its own here, and is exempt.
  boolean countsTasks() {
    return !root && kind != Kind.NOTHING;
  }

  /// - Shape: `own` the tool's private folder; what is in `hidden` is not seen.
  List<String> prefix(Limits limits, Path own, Set<Path> hidden) {
    return switch (kind) {
      case VIEW -> view(limits, own, hidden);
      case PROCESSES -> processes(limits.network());
      case NETWORK ->
          limits.network()
              ? List.of()
              : List.of("unshare", root ? "--net" : "--map-root-user", "--net");
      case NOTHING -> List.of();
    };
  }

  private List<String> probePrefix() {
    Path anywhere = Path.of(System.getProperty("java.io.tmpdir"));
    return prefix(
        Limits.within(Duration.ofSeconds(PROBE_SECONDS)).writingOnlyInto(), anywhere, Set.of());
  }

  private List<String> view(Limits limits, Path own, Set<Path> hidden) {
    var line = new ArrayList<>(List.of("bwrap", "--die-with-parent", "--new-session"));
    line.addAll(List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts"));
    if (!limits.network()) {
      line.add("--unshare-net");
    }
    if (root) {
      line.addAll(List.of("--cap-drop", "ALL"));
      for (String kept : List.of("CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_CHOWN")) {
        line.addAll(List.of("--cap-add", kept));
      }
    }
    limits
        .cell()
        .ifPresentOrElse(
            _ -> SYSTEM.forEach(path -> show(line, path)),
            () ->
                line.addAll(
                    List.of(limits.writable().isPresent() ? "--ro-bind" : "--bind", "/", "/")));
    line.addAll(List.of("--dev", "/dev", "--size", Integer.toString(SHARED_MEMORY_BYTES)));
    line.addAll(List.of("--tmpfs", "/dev/shm", "--remount-ro", "/dev"));
    line.addAll(List.of("--proc", "/proc", "--remount-ro", "/proc"));
    // The sockets of the system's services are there; discs that a desktop mounts, too.
    line.addAll(List.of("--tmpfs", RUN.toString()));
    if (limits.cell().isEmpty()) {
      line.addAll(List.of("--ro-bind-try", "/run/media", "/run/media"));
    }
    limits
        .cell()
        .ifPresentOrElse(
            cell -> line.addAll(List.of("--bind", cell.toString(), TEMPORARY)),
            () -> hidden.forEach(path -> hide(line, path)));
    Stream.concat(Stream.of(own), limits.writable().orElse(Set.of()).stream())
        .map(Path::toString)
        .forEach(folder -> line.addAll(List.of("--bind", folder, folder)));
    line.addAll(List.of("--remount-ro", RUN.toString(), "--chdir", own.toString(), "--"));
    return line;
  }

  private static void show(List<String> line, Path path) {
    try {
      if (Files.isSymbolicLink(path)) {
        line.addAll(List.of("--symlink", Files.readSymbolicLink(path).toString(), path.toString()));
      } else {
        line.addAll(List.of("--ro-bind-try", path.toString(), path.toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the link cannot be read: " + path, e);
    }
  }

  private static void hide(List<String> line, Path path) {
    if (Files.isDirectory(path)) {
      line.addAll(List.of("--tmpfs", path.toString(), "--remount-ro", path.toString()));
    } else if (Files.exists(path)) {
      line.addAll(List.of("--ro-bind", NOTHING, path.toString()));
    }
  }

  private List<String> processes(boolean network) {
    var line = new ArrayList<>(List.of("unshare", "--pid", "--ipc", "--mount-proc"));
    line.add("--kill-child");
    if (!network) {
      line.add("--net");
    }
    if (root) {
      line.addAll(List.of("setpriv", "--no-new-privs", "--inh-caps=-all"));
      line.add("--bounding-set=-all,+dac_override,+fowner,+chown");
    } else {
      line.add("--map-current-user");
    }
    return line;
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid
          && uid == 0;
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  /// Whether a command line can stand before another one here.
  static boolean works(List<String> prefix) {
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
