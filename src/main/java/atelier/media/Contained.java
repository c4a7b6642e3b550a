package atelier.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A tool that runs in bounds: its process, all that it starts, and its private folder.
///
/// - Shape: the folder is its `TMPDIR` and `HOME`, and is gone after [#close].
/// - Thread-safe.
final class Contained implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Contained.class);

  /// In the environment of the tool and all that it starts, so that a process that has left its
  /// family is still found.
  static final String MARK = "ATELIER_TOOL";

  private static final int REMOVALS = 5;

  private final Containment containment;
  private final Process process;
  private final String mark;
  private final Path folder;
  private final Limits limits;
  private final AtomicReference<String> excess = new AtomicReference<>("");

  private Contained(
      Containment containment, Process process, String mark, Path folder, Limits limits) {
    this.containment = containment;
    this.process = process;
    this.mark = mark;
    this.folder = folder;
    this.limits = limits;
  }

  /// Starts `command`.
  ///
  /// - Errors: [IOException] when it cannot be started; nothing is left behind then.
  static Contained start(
      Containment containment, List<String> command, Map<String, String> environment, Limits limits)
      throws IOException, InterruptedException {
    Path folder = containment.makeFolder();
    boolean started = false;
    try {
      String mark = UUID.randomUUID().toString();
      var builder = new ProcessBuilder(containment.wrap(command, limits, folder));
      ToolEnvironment.apply(builder, environment, folder);
      builder.environment().put(MARK, mark);
      builder.directory(folder.toFile());
      Process process = containment.launch(builder);
      started = true;
      var contained = new Contained(containment, process, mark, folder, limits);
      containment.watchdog().watch(contained);
      return contained;
    } finally {
      if (!started) {
        remove(folder);
      }
    }
  }

  Process process() {
    return process;
  }

  Path folder() {
    return folder;
  }

  Limits limits() {
    return limits;
  }

  /// Why the watchdog has killed it, if it has.
  Optional<String> excess() {
    return Optional.of(excess.get()).filter(text -> !text.isEmpty());
  }

  void killFor(String reason) {
    excess.set(reason);
    killTree();
  }

  @Override
  public void close() {
    containment.watchdog().forget(this);
    killTree();
    remove(folder);
  }

  /// Kills the process and all that it started.
  void killTree() {
    ProcessTree.kill(process);
    if (!containment.isolation().holdsProcesses()) {
      ProcessTree.killMarked(MARK + "=" + mark);
    }
    ProcessTree.awaitEnd(process);
  }

  private static void remove(Path folder) {
    for (int i = 0; i < REMOVALS; i++) {
      try (var inside = Files.walk(folder)) {
        for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
        return;
      } catch (IOException | UncheckedIOException e) {
        // A process of the tool may write its last while it dies.
        if (i == REMOVALS - 1) {
          log.warn("the private folder of a tool stays behind: {}", folder, e);
        }
      }
    }
  }
}
