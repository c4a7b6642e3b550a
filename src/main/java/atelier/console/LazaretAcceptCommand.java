package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.QuarantineDesk;
import atelier.worker.intake.Taken;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lazaret:accept ID…`
@Command(
    name = "lazaret:accept",
    description = "Makes records of quarantined files, whatever they failed.")
final class LazaretAcceptCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Numbers as in lazaret:list.")
  private List<Integer> ids = List.of();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  LazaretAcceptCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Logs.quiet();
    PrintWriter out = spec.commandLine().getOut();
    try (var atelier = Atelier.open(common.options())) {
      QuarantineDesk desk = atelier.quarantineDesk();
      var wanted = new LinkedHashSet<>(ids);
      OptionalInt refusal =
          Confirmation.of(spec)
              .refusal(
                  "This makes records of what failed its checks: " + LazaretNames.of(desk, wanted),
                  wanted.size(),
                  spec.commandLine().getErr());
      if (refusal.isPresent()) {
        return refusal.getAsInt();
      }
      var lines = new ArrayList<Map<String, Object>>();
      boolean refused = false;
      for (int id : wanted) {
        Taken taken = desk.accept(id);
        refused |= taken instanceof Taken.Refused;
        lines.add(json(id, taken));
        if (!output.isJson()) {
          out.println(id + ": " + TakenText.of(taken));
          out.flush();
        }
      }
      if (output.isJson()) {
        output.print(out, lines, new Table(), "");
      }
      return refused ? Console.FAILED : 0;
    }
  }

  private static Map<String, Object> json(int id, Taken taken) {
    var values = new LinkedHashMap<String, Object>();
    values.put("id", id);
    TakenText.record(taken).ifPresent(record -> values.put("record", record.toString()));
    values.put("result", TakenText.of(taken));
    return values;
  }
}
