package atelier.media;

import java.util.List;

/// Ends a process and all that it started.
final class ProcessTree {
  private ProcessTree() {}

  static void kill(Process process) {
    // Listed first: once the parent is dead, its children are no longer known as such.
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
