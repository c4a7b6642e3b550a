package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.QuarantineDesk;
import java.io.PrintWriter;
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

/// `lazaret:reject ID…`
@Command(
    name = "lazaret:reject",
    description = "Throws quarantined files away; there is no way back.")
final class LazaretRejectCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Numbers as in lazaret:list.")
  private List<Integer> ids = List.of();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  LazaretRejectCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    PrintWriter out = spec.commandLine().getOut();
    try (var atelier = Atelier.open(common.options())) {
      QuarantineDesk desk = atelier.quarantineDesk();
      var wanted = new LinkedHashSet<>(ids);
      OptionalInt refusal =
          Confirmation.of(spec)
              .refusal(
                  "This throws away for good: " + LazaretNames.of(desk, wanted),
                  wanted.size(),
                  spec.commandLine().getErr());
      if (refusal.isPresent()) {
        return refusal.getAsInt();
      }
      for (int id : wanted) {
        desk.reject(id);
        if (!output.isJson()) {
          out.println(id + ": thrown away");
          out.flush();
        }
      }
      if (output.isJson()) {
        output.print(
            out,
            wanted.stream().map(id -> Map.<String, Object>of("id", id)).toList(),
            new Table(),
            "");
      }
      return 0;
    }
  }
}
