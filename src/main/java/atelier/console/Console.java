package atelier.console;

import atelier.OutsideException;
import atelier.app.StartException;
import atelier.desk.NotFoundException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The main class: `bin/console COMMAND`.
///
/// - Exit codes: 0 done; 1 failed, with the reason on standard error; 2 called wrongly.
@Command(
    name = "bin/console",
    description = "Atelier, the worker manager of a Phraseanet library.",
    subcommands = {
      DemoCommand.class,
      ExecuteCommand.class,
      ServeCommand.class,
      ShowConfigurationCommand.class,
      DataboxListCommand.class,
      RecordListCommand.class,
      RecordShowCommand.class,
      RecordSearchCommand.class,
      LazaretAcceptCommand.class,
      LazaretListCommand.class,
      LazaretRejectCommand.class,
      RecordAddCommand.class,
      JobListCommand.class,
      JobShowCommand.class,
      JobRetryCommand.class,
      JobCancelCommand.class,
      JobCleanCommand.class,
      WorkerListCommand.class,
      RunServiceCommand.class,
      HeartbeatCommand.class,
      DoctorCommand.class,
      CleanRunningJobCommand.class,
      QueueListCommand.class,
      QueuePeekCommand.class,
      QueueCausesCommand.class,
      QueueRequeueCommand.class,
      QueuePurgeCommand.class,
      QueueDeleteCommand.class,
      QueueRecreateCommand.class,
      QueuePauseCommand.class,
      QueueResumeCommand.class,
      QueuePublishCommand.class,
      QueueSetCommand.class
    },
    mixinStandardHelpOptions = true,
    version = "Atelier 0.1.0")
public final class Console implements Runnable {
  static final int FAILED = 1;
  static final int CALLED_WRONGLY = CommandLine.ExitCode.USAGE;

  @Option(
      names = "--yes",
      scope = ScopeType.INHERIT,
      description = "Do what would otherwise be asked about on the terminal.")
  private boolean yes;

  @Spec private CommandSpec spec;

  /// Made by picocli, which fills in the specification.
  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  public Console() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    var commandLine =
        new CommandLine(new Console())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setExecutionExceptionHandler(Console::failed);
    return commandLine.setParameterExceptionHandler(
        new Namespace(commandLine.getParameterExceptionHandler()));
  }

  /// The answer to all questions is yes.
  boolean saysYes() {
    return yes;
  }

  /// Without a command: what there is.
  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("bin/console COMMAND [OPTIONS]; bin/console COMMAND --help tells more");
    Namespace.list(spec.subcommands(), out);
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter error = command.getErr();
    switch (failure) {
      case IllegalArgumentException _ -> {
        error.println("error: " + failure.getMessage());
        return CALLED_WRONGLY;
      }
      case StartException _, NotFoundException _ -> error.println("error: " + failure.getMessage());
      case OutsideException _ -> {
        error.println("error: " + failure.getMessage());
        LoggerFactory.getLogger(Console.class).debug("the command failed", failure);
      }
      case InterruptedException _ -> error.println("interrupted");
      default -> {
        error.println("error: a fault in Atelier itself: " + failure);
        LoggerFactory.getLogger(Console.class).error("the command failed", failure);
      }
    }
    return FAILED;
  }
}
