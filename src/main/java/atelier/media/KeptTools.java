package atelier.media;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A few kept-running processes of one tool; each does one job at a time.
///
/// Thread-safe. Invariants, guarded by `lock` where they speak of the sets:
///
/// 1. A process is in `running` from its start until it is killed; at most `size` are.
/// 2. A process is in `idle` only between two jobs, and only when its last one ended well.
/// 3. Who holds a permit of `free` has at most one process to himself.
/// 4. After `close` nothing is in `running`, and nothing comes in.
///
/// A job that fails, takes too long or is interrupted costs the process: what it would answer next
/// could belong to the old question.
public final class KeptTools implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KeptTools.class);

  private final Tool tool;
  private final int jobsEach;
  private final Limits limits;
  private final Containment containment;
  private final Semaphore free;
  private final Object lock = new Object();
  private final ArrayDeque<KeptProcess> idle = new ArrayDeque<>();
  private final Set<KeptProcess> running = new HashSet<>();
  private boolean closed;

  /// Talking to a pipe cannot be interrupted, so it is done on threads beside the caller's; plain
  /// ones, because it blocks in native code. There are never more than processes.
  private final ExecutorService talkers;

  /// What is run.
  ///
  /// - Shape: `name` for messages and threads; `installHint` the command that brings the tool.
  public record Tool(
      String name, List<String> command, Map<String, String> environment, String installHint) {
    public Tool {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }

  /// One question and its answer.
  ///
  /// - Errors: any exception means that the process cannot be used any more. What the tool itself
  ///   says was wrong is therefore a value.
  @FunctionalInterface
  public interface Conversation<R> {
    R hold(KeptProcess process) throws IOException, InterruptedException;
  }

  /// - Shape: up to `size` processes, each started when it is needed and replaced after `jobsEach`
  ///   jobs.
  public KeptTools(Tool tool, Containment containment, Limits limits, int size, int jobsEach) {
    if (size < 1 || jobsEach < 1) {
      throw new IllegalArgumentException("at least one process and one job each are needed");
    }
    this.tool = tool;
    this.jobsEach = jobsEach;
    this.limits = limits;
    this.containment = containment;
    this.free = new Semaphore(size, true);
    this.talkers =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name(tool.name() + "-talk-", 0).factory());
  }

  /// Waits for a free process and holds a conversation with it.
  ///
  /// - Errors: [MediaException] when the process could not be started, died, or took longer than
  ///   the limit; it is gone then, and the next call gets a new one. An exception of the
  ///   conversation that is not about input and output comes out as it is.
  public <R> R call(Conversation<R> conversation) throws InterruptedException {
    try (Lease lease = lease("")) {
      return lease.call(conversation);
    }
  }

  /// Waits for a free process, to hold several conversations with it.
  ///
  /// - Shape: the process that was last leased for the same `purpose`, when it is free.
  public Lease lease(String purpose) throws InterruptedException {
    free.acquire();
    return new Lease(purpose);
  }

  /// The right to one process; when that dies, the next conversation is with another.
  ///
  /// - Thread-safe: no, but may be handed over.
  public final class Lease implements AutoCloseable {
    private final String purpose;
    private @Nullable KeptProcess process;

    private Lease(String purpose) {
      this.purpose = purpose;
    }

    /// - Errors: as in [KeptTools#call].
    public <R> R call(Conversation<R> conversation) throws InterruptedException {
      KeptProcess mine = process;
      process = null;
      if (mine != null && (mine.jobs() >= jobsEach || !mine.isAlive())) {
        discard(mine);
        mine = null;
      }
      if (mine == null) {
        mine = take(purpose);
      }
      R result = hold(mine, conversation);
      process = mine;
      return result;
    }

    @Override
    public void close() {
      if (process != null) {
        giveBack(process);
        process = null;
      }
      free.release();
    }
  }

  /// The process ids, for tests and for showing.
  public List<Long> pids() {
    synchronized (lock) {
      return running.stream().map(KeptProcess::pid).sorted().toList();
    }
  }

  /// Kills all processes; running calls fail with [MediaException].
  @Override
  public void close() {
    List<KeptProcess> left;
    synchronized (lock) {
      closed = true;
      left = List.copyOf(running);
      running.clear();
      idle.clear();
    }
    left.forEach(KeptProcess::kill);
    talkers.shutdownNow();
  }

  private <R> R hold(KeptProcess process, Conversation<R> conversation)
      throws InterruptedException {
    boolean well = false;
    try {
      process.beginJob();
      Future<R> answer = talkers.submit(() -> conversation.hold(process));
      R result = answer.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
      well = true;
      return result;
    } catch (TimeoutException _) {
      throw MediaException.of(
          tool.name(),
          "",
          "%s took longer than %d s and was stopped"
              .formatted(tool.name(), limits.time().toSeconds()),
          null);
    } catch (ExecutionException e) {
      throw failure(process, e.getCause());
    } finally {
      if (!well) {
        discard(process);
      }
    }
  }

  private RuntimeException failure(KeptProcess process, @Nullable Throwable cause)
      throws InterruptedException {
    return switch (cause) {
      case RuntimeException bug -> bug;
      case Error error -> throw error;
      case null, default -> died(process, cause);
    };
  }

  private MediaException died(KeptProcess process, @Nullable Throwable cause)
      throws InterruptedException {
    Optional<String> excess = process.excess();
    if (excess.isPresent()) {
      return new MediaException(tool.name() + " " + excess.get() + "; it was stopped");
    }
    OptionalInt code = process.exitCode();
    if (code.isPresent() && code.getAsInt() == ToolRun.NOT_FOUND) {
      return new MediaException(
          tool.name() + " is missing here; install it with: " + tool.installHint());
    }
    String how = code.isPresent() ? " died (exit code " + code.getAsInt() + ")" : " fell silent";
    String words = process.lastWords().orElse("");
    return MediaException.of(
        tool.name(), words, tool.name() + how + (words.isEmpty() ? "" : ": " + words), cause);
  }

  private KeptProcess take(String purpose) throws InterruptedException {
    while (true) {
      KeptProcess next;
      boolean alive;
      synchronized (lock) {
        if (closed) {
          throw new MediaException(tool.name() + " is closed");
        }
        next = idleFor(purpose);
        alive = next != null && next.isAlive();
        if (next != null && !alive) {
          running.remove(next);
        }
      }
      if (next == null) {
        next = start();
        alive = true;
      }
      if (alive) {
        next.serve(purpose);
        return next;
      }
      log.warn("{} died between two jobs; another one is started", tool.name());
      next.kill();
    }
  }

  /// The one that has served the purpose before, else the one that was idle longest, so that what
  /// the others have in mind stays there.
  private @Nullable KeptProcess idleFor(String purpose) {
    KeptProcess best = idle.peekLast();
    for (KeptProcess each : idle) {
      if (!purpose.isEmpty() && each.serves(purpose)) {
        best = each;
        break;
      }
    }
    if (best != null) {
      idle.remove(best);
    }
    return best;
  }

  private KeptProcess start() throws InterruptedException {
    KeptProcess started;
    try {
      started = KeptProcess.start(tool, containment, limits);
    } catch (IOException e) {
      throw new MediaException(
          "%s could not be started; is it there? %s".formatted(tool.name(), tool.installHint()), e);
    }
    synchronized (lock) {
      if (!closed) {
        running.add(started);
        return started;
      }
    }
    started.kill();
    throw new MediaException(tool.name() + " is closed");
  }

  private void giveBack(KeptProcess process) {
    synchronized (lock) {
      if (process.jobs() < jobsEach && !closed) {
        idle.addFirst(process);
        return;
      }
    }
    discard(process);
  }

  private void discard(KeptProcess process) {
    synchronized (lock) {
      running.remove(process);
    }
    process.kill();
  }
}
