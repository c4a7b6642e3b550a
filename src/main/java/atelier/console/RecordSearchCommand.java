package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.search.SearchIndex.Hit;
import atelier.search.SearchIndex.Hits;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `record:search "text"`
@Command(
    name = "record:search",
    description =
        "Finds records by words of their caption and file name: words, \"a phrase\", -not,"
            + " field:word, word*.")
final class RecordSearchCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "TEXT", description = "What to look for.")
  private String text = "";

  @Option(names = "--offset", paramLabel = "N", defaultValue = "0", description = "Default: 0.")
  private int offset;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "Default: 20.")
  private int limit = 20;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  RecordSearchCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    try (var atelier = Atelier.open(common.options())) {
      Hits hits = atelier.desk().search(text, offset, limit);
      var table = new Table("RECORD", "TITLE");
      hits.hits().forEach(hit -> table.row(hit.record(), hit.title()));
      PrintWriter out = spec.commandLine().getOut();
      output.print(
          out,
          hits.hits().stream().map(RecordSearchCommand::json).toList(),
          table,
          "Nothing found.");
      if (!output.isJson() && hits.total() > hits.hits().size()) {
        out.println(hits.hits().size() + " of " + hits.total() + "; --offset shows more.");
        out.flush();
      }
    }
    return 0;
  }

  private static Map<String, Object> json(Hit hit) {
    var values = new LinkedHashMap<String, Object>();
    values.put("record", hit.record().toString());
    values.put("title", hit.title());
    values.put("score", hit.score());
    return values;
  }
}
