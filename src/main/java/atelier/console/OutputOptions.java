package atelier.console;

import atelier.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// How a command shows its answer.
final class OutputOptions {
  /// Forms of an answer.
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How to print the answer (default: text).")
  private Format format = Format.TEXT;

  boolean isJson() {
    return format == Format.JSON;
  }

  /// Prints rows: as a table, or as a JSON array of objects.
  ///
  /// - Shape: `empty` is said instead of an empty table.
  void print(PrintWriter out, List<Map<String, Object>> json, Table table, String empty) {
    if (isJson()) {
      out.println(Json.writePretty(json));
    } else if (json.isEmpty()) {
      out.println(empty);
    } else {
      out.print(table.text());
    }
    out.flush();
  }
}
