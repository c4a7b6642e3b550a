package atelier.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// A process and all that it started: killing it, counting it.
///
/// - Source: `proc(5)`.
final class ProcessTree {
  private static final Path PROC = Path.of("/proc");
  private static final int ROUNDS = 10;
  private static final long END_SECONDS = 5;
  private static final long KIBIBYTE = 1024;

  private ProcessTree() {}

  /// What a tree has.
  record Use(int tasks, long bytes) {
    Use plus(Use other) {
      return new Use(tasks + other.tasks, bytes + other.bytes);
    }
  }

  static void kill(Process process) {
    // Listed first: once the parent is dead, its children are no longer known as such.
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /// Kills whatever has `mark` in its environment, also what has a new session and no parent left.
  static void killMarked(String mark) {
    for (int i = 0; i < ROUNDS; i++) {
      List<ProcessHandle> found = marked(mark);
      if (found.isEmpty()) {
        return;
      }
      // Stopped before killed, so that none of them can start another one in between, would need a
      // signal that Java does not send: look again instead.
      found.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /// Waits a moment for a killed process to be gone, also in an interrupted thread.
  static void awaitEnd(Process process) {
    try {
      process.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException _) {
      // It hangs in the kernel, which nobody can help.
    }
  }

  /// What the process and its descendants have now; nothing when it has ended.
  static Use use(long pid) {
    var sum = new Use(0, 0);
    var open = new ArrayList<>(List.of(pid));
    while (!open.isEmpty()) {
      Path process = PROC.resolve(Long.toString(open.removeLast()));
      sum = sum.plus(own(process));
      open.addAll(children(process));
    }
    return sum;
  }

  private static List<ProcessHandle> marked(String mark) {
    var found = new ArrayList<ProcessHandle>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path each : all) {
        if (environment(each).contains(mark)) {
          ProcessHandle.of(Long.parseLong(each.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException _) {
      // Without /proc nothing can be found.
    }
    return found;
  }

  private static String environment(Path process) {
    try {
      return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return ""; // Another user's, or already gone.
    }
  }

  private static Use own(Path process) {
    try {
      int threads = 0;
      long bytes = 0;
      for (String line :
          Files.readAllLines(process.resolve("status"), StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("RssAnon:")) {
          bytes = number(line) * KIBIBYTE;
        } else if (line.startsWith("Threads:")) {
          threads = (int) number(line);
        }
      }
      return new Use(threads, bytes);
    } catch (IOException _) {
      return new Use(0, 0);
    }
  }

  private static List<Long> children(Path process) {
    var children = new ArrayList<Long>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path thread : threads) {
        String text = Files.readString(thread.resolve("children"), StandardCharsets.ISO_8859_1);
        for (String child : text.strip().split(" ", -1)) {
          if (!child.isEmpty()) {
            children.add(Long.parseLong(child));
          }
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // It ended while we looked.
    }
    return children;
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("\\D+", ""));
  }
}
