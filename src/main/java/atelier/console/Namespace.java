package atelier.console;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Answers `worker`, `queue` and the like, which are no commands, with the commands that begin so.
///
/// - Shape: all other wrong arguments go to the handler that was there before.
record Namespace(IParameterExceptionHandler others) implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) throws Exception {
    Map<String, CommandLine> commands = commands(failure, arguments);
    if (commands.isEmpty()) {
      return others.handleParseException(failure, arguments);
    }
    list(commands, failure.getCommandLine().getOut());
    return 0;
  }

  /// Lists commands with a line each.
  static void list(Map<String, CommandLine> commands, PrintWriter out) {
    int width = commands.keySet().stream().mapToInt(String::length).max().orElse(1);
    commands.forEach(
        (name, command) -> out.printf("  %-" + width + "s  %s%n", name, firstLine(command)));
    out.flush();
  }

  private static Map<String, CommandLine> commands(ParameterException failure, String[] arguments) {
    boolean isName =
        failure instanceof UnmatchedArgumentException unmatched
            && unmatched.getUnmatched().equals(List.of(arguments))
            && arguments.length == 1;
    if (!isName) {
      return Map.of();
    }
    String prefix = arguments[0] + ":";
    return failure.getCommandLine().getSubcommands().entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, TreeMap::new));
  }

  private static String firstLine(CommandLine command) {
    String[] description = command.getCommandSpec().usageMessage().description();
    return description.length == 0 ? "" : description[0];
  }
}
