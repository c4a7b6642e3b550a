package atelier.console;

import atelier.app.Doctor;
import atelier.app.Doctor.Finding;
import atelier.app.Doctor.Health;
import atelier.app.Logs;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `doctor`
@Command(
    name = "doctor",
    description =
        "Looks whether everything is there and well, and says what to do; exit code 1 when something"
            + " is ill.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--security",
      description = "Proves instead, by attempts, that media tools are held in bounds here.")
  private boolean security;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  DoctorCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Logs.quiet();
    var doctor = new Doctor(common.options(), Clock.systemUTC());
    List<Finding> findings = security ? doctor.examineSecurity() : doctor.examine();
    var table = new Table("", "PART", "WHAT");
    findings.forEach(each -> table.row(sign(each), each.part(), each.what()));
    PrintWriter out = spec.commandLine().getOut();
    output.print(out, findings.stream().map(DoctorCommand::json).toList(), table, "");
    if (!output.isJson()) {
      remedies(out, findings);
    }
    return findings.stream().anyMatch(each -> each.health() == Health.ILL) ? Console.FAILED : 0;
  }

  private static void remedies(PrintWriter out, List<Finding> findings) {
    List<Finding> open = findings.stream().filter(each -> !each.remedy().isEmpty()).toList();
    if (!open.isEmpty()) {
      out.println();
      out.println("What to do:");
      open.forEach(each -> out.println("  " + each.part() + ": " + each.remedy()));
    }
    out.flush();
  }

  private String sign(Finding finding) {
    return switch (finding.health()) {
      case WELL -> security ? "proven" : "ok";
      case ODD -> security ? "not here" : "odd";
      case ILL -> security ? "FAILED" : "ILL";
    };
  }

  private static Map<String, Object> json(Finding finding) {
    var values = new LinkedHashMap<String, Object>();
    values.put("part", finding.part());
    values.put("health", finding.health().name().toLowerCase(Locale.ROOT));
    values.put("what", finding.what());
    values.put("remedy", finding.remedy());
    return values;
  }
}
