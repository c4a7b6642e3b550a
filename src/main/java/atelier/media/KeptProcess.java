package atelier.media;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// A tool that was started once and does one job after the other.
///
/// - Thread-safe: no, one job at a time; [KeptTools] sees to it.
public final class KeptProcess {
  private static final long END_MILLIS = 1_000;

  private final Contained tool;
  private final Process process;
  private final InputStream output;
  private final OutputStream input;
  private final ErrorTail errors;
  private int jobs;
  private String purpose = "";

  private KeptProcess(String name, Contained tool) {
    this.tool = tool;
    this.process = tool.process();
    this.output = new BufferedInputStream(process.getInputStream());
    this.input = new BufferedOutputStream(process.getOutputStream());
    this.errors = new ErrorTail(name + "-errors-" + process.pid(), process.getErrorStream());
  }

  static KeptProcess start(KeptTools.Tool tool, Containment containment, Limits limits)
      throws IOException, InterruptedException {
    return new KeptProcess(
        tool.name(), Contained.start(containment, tool.command(), tool.environment(), limits));
  }

  /// The tool's private folder: the only one it may write into, where the system can hold it to
  /// that; gone with it.
  public Path folder() {
    return tool.folder();
  }

  /// What the tool says.
  public InputStream output() {
    return output;
  }

  /// What the tool is told; to be flushed.
  public OutputStream input() {
    return input;
  }

  /// Waits for a text on the tool's standard error and returns what it said there before, in this
  /// job.
  public String errorsUntil(String marker) throws IOException, InterruptedException {
    return errors.until(marker);
  }

  /// The number of jobs it has begun.
  public int jobs() {
    return jobs;
  }

  public long pid() {
    return process.pid();
  }

  /// Whether it was last used for that.
  boolean serves(String what) {
    return purpose.equals(what);
  }

  void serve(String what) {
    purpose = what;
  }

  void beginJob() {
    jobs++;
    errors.clear();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill() {
    tool.close();
    closeQuietly();
  }

  /// Why the watchdog has killed it, if it has.
  Optional<String> excess() {
    return tool.excess();
  }

  /// How it ended, when it ends now.
  OptionalInt exitCode() throws InterruptedException {
    return process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /// The last it said on its standard error, when it has said anything.
  Optional<String> lastWords() throws InterruptedException {
    errors.awaitEnd(END_MILLIS);
    return Optional.of(errors.text()).filter(text -> !text.isEmpty());
  }

  private void closeQuietly() {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // It is dead: nobody is left to read what was still to be told.
    }
  }
}
