package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.Measures;
import atelier.desk.QuarantineDesk.Quarantined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lazaret:list`
@Command(
    name = "lazaret:list",
    description = "Lists the quarantine: files that failed a check and wait for somebody.")
final class LazaretListCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--after",
      paramLabel = "ID",
      defaultValue = "0",
      description = "Start behind this one.")
  private int after;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "Default: 100.")
  private int limit = 100;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  LazaretListCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    try (var atelier = Atelier.open(common.options())) {
      List<Quarantined> files = atelier.quarantineDesk().list(after, limit);
      var table = new Table(">ID", "FILE", "COLLECTION", ">SIZE", "FAILED", "SINCE");
      files.forEach(
          each ->
              table.row(
                  each.arrival().id(),
                  each.arrival().originalName(),
                  each.collection().isEmpty() ? "-" : each.collection(),
                  Measures.size(each.arrival().sizeBytes()),
                  failed(each),
                  Show.moment(each.arrival().created())));
      output.print(
          spec.commandLine().getOut(),
          files.stream().map(LazaretListCommand::json).toList(),
          table,
          after > 0 ? "No more files." : "The quarantine is empty.");
    }
    return 0;
  }

  private static String failed(Quarantined file) {
    return file.arrival().checks().isEmpty()
        ? "(put there)"
        : String.join(", ", file.arrival().checks());
  }

  private static Map<String, Object> json(Quarantined file) {
    var values = new LinkedHashMap<String, Object>();
    values.put("id", file.arrival().id());
    values.put("original_name", file.arrival().originalName());
    values.put("base_id", file.arrival().baseId());
    values.put("collection", file.collection());
    values.put("size", file.arrival().sizeBytes());
    values.put("uuid", file.arrival().uuid());
    values.put("sha256", file.arrival().sha256());
    values.put("forced", file.arrival().forced());
    values.put("failed", file.arrival().checks());
    values.put("created", file.arrival().created().toString());
    return values;
  }
}
