package atelier.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// exiftool kept open, with nothing around it.
final class PlainExiftool implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;

  PlainExiftool() throws IOException {
    process =
        new ProcessBuilder("exiftool", "-stay_open", "True", "-@", "-")
            .redirectErrorStream(true)
            .start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  void write(Path file, Map<String, List<String>> changes) throws IOException {
    var command = new StringBuilder("-m\n-P\n-overwrite_original\n");
    changes.forEach(
        (tag, values) ->
            values.forEach(
                value -> command.append('-').append(tag).append('=').append(value).append('\n')));
    command.append(file).append("\n-execute\n");
    process.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    for (String line = answers.readLine(); !"{ready}".equals(line); line = answers.readLine()) {
      if (line == null) {
        throw new IOException("exiftool ended");
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
