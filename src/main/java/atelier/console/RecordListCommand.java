package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.RecordSummary;
import atelier.library.Subdef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `record:list`
@Command(name = "record:list", description = "Lists the records of a databox.")
final class RecordListCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--databox", paramLabel = "ID", defaultValue = "1", description = "Default: 1.")
  private int databox = 1;

  @Option(
      names = "--after",
      paramLabel = "RECORD",
      defaultValue = "0",
      description = "Start behind this record number.")
  private int after;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "Default: 100.")
  private int limit = 100;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  RecordListCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    try (var atelier = Atelier.open(common.options())) {
      List<RecordSummary> records = atelier.desk().records(databox, after, limit);
      var table = new Table("RECORD", "TYPE", "COLLECTION", "FILE", "TITLE", ">SUBDEFS", "ADDED");
      records.forEach(
          each ->
              table.row(
                  each.record().id(),
                  each.record().story() ? "story" : each.record().type().column(),
                  each.collection(),
                  each.record().originalName().orElse("-"),
                  each.title().isEmpty() ? "-" : each.title(),
                  each.subdefs().size(),
                  Show.moment(each.record().created())));
      output.print(
          spec.commandLine().getOut(),
          records.stream().map(RecordListCommand::json).toList(),
          table,
          after > 0 ? "No more records." : "The databox is empty. record:add takes files in.");
    }
    return 0;
  }

  private static Map<String, Object> json(RecordSummary summary) {
    var values = new LinkedHashMap<String, Object>();
    values.put("record", summary.record().id().toString());
    values.put("type", summary.record().type().column());
    values.put("story", summary.record().story());
    values.put("collection", summary.collection());
    values.put("original_name", summary.record().originalName().orElse(""));
    values.put("mime", summary.record().mime().orElse(""));
    values.put("title", summary.title());
    values.put("subdefs", summary.subdefs().stream().map(Subdef::name).toList());
    values.put("created", summary.record().created().toString());
    return values;
  }
}
