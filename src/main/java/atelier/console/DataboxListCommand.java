package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.Desk.DataboxSummary;
import atelier.library.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `databox:list`
@Command(name = "databox:list", description = "Lists databoxes and their collections.")
final class DataboxListCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  DataboxListCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    try (var atelier = Atelier.open(common.options())) {
      List<DataboxSummary> databoxes = atelier.desk().databoxes();
      var table = new Table(">ID", "NAME", "TITLE", ">RECORDS", "COLLECTIONS");
      databoxes.forEach(
          each ->
              table.row(
                  each.databox().id(),
                  each.databox().name(),
                  each.databox().viewName(),
                  each.records(),
                  String.join(
                      ", ",
                      each.databox().collections().stream()
                          .map(collection -> collection.baseId() + " " + collection.name())
                          .toList())));
      output.print(
          spec.commandLine().getOut(),
          databoxes.stream().map(DataboxListCommand::json).toList(),
          table,
          "There is no databox yet. bin/console demo makes one.");
    }
    return 0;
  }

  private static Map<String, Object> json(DataboxSummary summary) {
    var values = new LinkedHashMap<String, Object>();
    values.put("id", summary.databox().id());
    values.put("name", summary.databox().name());
    values.put("title", summary.databox().viewName());
    values.put("records", summary.records());
    values.put(
        "collections",
        summary.databox().collections().stream().map(DataboxListCommand::json).toList());
    return values;
  }

  private static Map<String, Object> json(Collection collection) {
    var values = new LinkedHashMap<String, Object>();
    values.put("base_id", collection.baseId());
    values.put("coll_id", collection.collectionId());
    values.put("name", collection.name());
    return values;
  }
}
