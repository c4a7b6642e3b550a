package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.library.Collection;
import atelier.worker.intake.Consignment.Manner;
import atelier.worker.intake.Taken;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `record:add --collection=ID PATH…`
@Command(
    name = "record:add",
    description =
        "Takes files, and all files below folders, into a collection. The work on them is done by"
            + " whatever process works off the queues.")
final class RecordAddCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--collection",
      paramLabel = "ID",
      description = "The collection's site-wide number (default: the first one).")
  private @Nullable Integer collection;

  @Option(
      names = "--force",
      paramLabel = "record|quarantine",
      description = "Make records of all, or quarantine all, without checking anything.")
  private @Nullable Force force;

  /// Where files go unchecked.
  enum Force {
    RECORD,
    QUARANTINE
  }

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
  private List<Path> paths = List.of();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  RecordAddCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Logs.quiet();
    List<Path> files = MediaFiles.below(paths);
    try (var atelier = Atelier.open(common.options())) {
      atelier.prepare().ifPresent(FirstStartNotice::print);
      Collection target =
          Optional.ofNullable(collection)
              .map(atelier.desk()::collection)
              .orElseGet(atelier.desk()::firstCollection);
      var lines = new ArrayList<Map<String, Object>>();
      PrintWriter out = spec.commandLine().getOut();
      boolean refused = false;
      for (Path file : files) {
        Taken taken = atelier.desk().take(file, target, manner());
        refused |= taken instanceof Taken.Refused;
        lines.add(json(file, taken));
        if (!output.isJson()) {
          out.println(Show.oneLine(file.toString()) + ": " + TakenText.of(taken));
          out.flush();
        }
      }
      if (output.isJson()) {
        output.print(out, lines, new Table(), "");
      }
      return refused ? Console.FAILED : 0;
    }
  }

  private Manner manner() {
    return switch (force) {
      case null -> Manner.ONCE;
      case RECORD -> Manner.FORCED;
      case QUARANTINE -> Manner.QUARANTINED;
    };
  }

  private static Map<String, Object> json(Path file, Taken taken) {
    var values = new LinkedHashMap<String, Object>();
    values.put("file", file.toString());
    TakenText.record(taken).ifPresent(record -> values.put("record", record.toString()));
    values.put("result", TakenText.of(taken));
    return values;
  }
}
