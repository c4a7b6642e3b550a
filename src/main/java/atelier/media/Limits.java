package atelier.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// How much a tool may take for one piece of work.
///
/// - Shape: `writable` empty = it may write wherever the manager may; otherwise only into these
///   folders and its own private one, where this system can hold it to that. `cell` empty = it sees
///   what the manager may read; otherwise, where this system can do that, only programs, fonts and
///   the folders that it may write into, and the cell as `/tmp`.
/// - Units: `time` on the clock; `dataBytes` of memory that can be written to, in one process and
///   in all that it starts together; `fileBytes` of the largest file it may write; `tasks` its
///   processes and their threads; `openFiles` of one process.
/// - Errors: [IllegalArgumentException] for a limit that is not above 0.
public record Limits(
    Duration time,
    long dataBytes,
    long fileBytes,
    int tasks,
    int openFiles,
    boolean network,
    Optional<Set<Path>> writable,
    Optional<Path> cell) {
  private static final long GIBIBYTE = 1L << 30;

  /// An encoder on a machine of many cores starts some 100 threads; a swarm starts thousands.
  private static final int USUAL_TASKS = 512;

  private static final int USUAL_OPEN_FILES = 1024;

  public Limits {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("time is " + time + ", must be above 0");
    }
    if (dataBytes <= 0 || fileBytes <= 0 || tasks <= 0 || openFiles <= 0) {
      throw new IllegalArgumentException(
          "memory, file size, processes and open files must be above 0");
    }
    writable = writable.map(Set::copyOf);
  }

  /// The usual numbers of processes and open files; writing anywhere.
  public Limits(Duration time, long dataBytes, long fileBytes, boolean network) {
    this(
        time,
        dataBytes,
        fileBytes,
        USUAL_TASKS,
        USUAL_OPEN_FILES,
        network,
        /* writable= */ Optional.empty(),
        /* cell= */ Optional.empty());
  }

  /// No network, 2 GiB of memory, files up to 64 GiB, 512 processes and threads, 1024 open files.
  public static Limits within(Duration time) {
    return new Limits(time, 2 * GIBIBYTE, 64 * GIBIBYTE, false);
  }

  public Limits withTime(Duration other) {
    return new Limits(other, dataBytes, fileBytes, tasks, openFiles, network, writable, cell);
  }

  public Limits withDataBytes(long bytes) {
    return new Limits(time, bytes, fileBytes, tasks, openFiles, network, writable, cell);
  }

  public Limits withFileBytes(long bytes) {
    return new Limits(time, dataBytes, bytes, tasks, openFiles, network, writable, cell);
  }

  public Limits withTasks(int number) {
    return new Limits(time, dataBytes, fileBytes, number, openFiles, network, writable, cell);
  }

  /// Writing only into these folders, which must exist, and the tool's private one.
  public Limits writingOnlyInto(Path... folders) {
    return new Limits(
        time, dataBytes, fileBytes, tasks, openFiles, network, Optional.of(Set.of(folders)), cell);
  }

  /// Seeing nothing but programs, fonts and what it may write into.
  ///
  /// - Shape: `temporary` is a folder that exists, which is `/tmp` for it; with that and `folder`
  ///   it writes into what it may already.
  public Limits inCell(Path temporary, Path folder) {
    var folders = new HashSet<>(writable.orElse(Set.of()));
    folders.add(folder);
    return new Limits(
        time,
        dataBytes,
        fileBytes,
        tasks,
        openFiles,
        network,
        Optional.of(folders),
        Optional.of(temporary));
  }
}
