package atelier.media.exiftool;

import atelier.media.Containment;
import atelier.media.KeptProcess;
import atelier.media.KeptTools;
import atelier.media.Limits;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// A few exiftool processes that wait for commands.
///
/// - A command is a list of arguments, one a line, then `-execute<N>`; the answer ends with
///   `{ready<N>}` on standard output, and with `{errors<N>}` on standard error, which `-echo4`
///   prints.
/// - Thread-safe.
/// - Source: exiftool(1), `-stay_open`, `-execute`, `-echo4`. `-q` must never be given: it
///   suppresses `{ready}`.
final class Exiftool implements AutoCloseable {
  private final KeptTools tools;
  private final AtomicLong numbers = new AtomicLong();

  /// - Shape: `common` = arguments that each command gets.
  Exiftool(
      Containment containment, Limits limits, int processes, int jobsEach, List<String> common) {
    var command = new ArrayList<>(List.of("exiftool", "-stay_open", "True", "-@", "-"));
    if (!common.isEmpty()) {
      command.add("-common_args");
      command.addAll(common);
    }
    var tool =
        new KeptTools.Tool(
            "exiftool", List.copyOf(command), Map.of(), "apt-get install libimage-exiftool-perl");
    this.tools = new KeptTools(tool, containment, limits, processes, jobsEach);
  }

  /// What a command printed.
  record Reply(String output, String errors) {}

  /// Runs one command.
  ///
  /// - Errors: [IllegalArgumentException] for an argument with a line end;
  ///   [atelier.media.MediaException] when the process died or took too long.
  Reply run(List<String> arguments) throws InterruptedException {
    for (String argument : arguments) {
      if (argument.indexOf('\n') >= 0 || argument.indexOf('\r') >= 0) {
        throw new IllegalArgumentException("an argument of exiftool has a line end");
      }
    }
    return tools.call(process -> converse(process, arguments));
  }

  List<Long> pids() {
    return tools.pids();
  }

  @Override
  public void close() {
    tools.close();
  }

  private Reply converse(KeptProcess process, List<String> arguments)
      throws IOException, InterruptedException {
    long number = numbers.incrementAndGet();
    String errorsEnd = "{errors" + number + "}";
    var command = new StringBuilder();
    arguments.forEach(argument -> command.append(argument).append('\n'));
    command.append("-echo4\n").append(errorsEnd).append('\n');
    command.append("-execute").append(number).append('\n');
    process.input().write(command.toString().getBytes(StandardCharsets.UTF_8));
    process.input().flush();
    String output = readUntil(process.output(), "{ready" + number + "}\n");
    return new Reply(output, process.errorsUntil(errorsEnd));
  }

  private static String readUntil(InputStream stream, String end) throws IOException {
    byte[] wanted = end.getBytes(StandardCharsets.UTF_8);
    var read = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < wanted.length) {
      int next = stream.read();
      if (next < 0) {
        throw new EOFException("exiftool ended");
      }
      read.write(next);
      if (next == wanted[matched]) {
        matched++;
      } else {
        matched = next == wanted[0] ? 1 : 0;
      }
    }
    byte[] all = read.toByteArray();
    return new String(all, 0, all.length - wanted.length, StandardCharsets.UTF_8);
  }
}
