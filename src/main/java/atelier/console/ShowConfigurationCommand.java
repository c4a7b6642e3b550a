package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `worker:show-configuration`
@Command(
    name = "worker:show-configuration",
    description = "Prints broker and queue settings in force, as YAML; secrets are masked.")
final class ShowConfigurationCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  ShowConfigurationCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    PrintWriter out = spec.commandLine().getOut();
    out.print(Atelier.showConfiguration(common.options()));
    out.flush();
    return 0;
  }
}
