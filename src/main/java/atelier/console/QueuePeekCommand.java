package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.QueuedMessage;
import atelier.json.Json;
import atelier.queue.QueueName;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `queue:peek QUEUE`
@Command(
    name = "queue:peek",
    description = "Shows the messages at the head of a queue and leaves them there.")
final class QueuePeekCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "QUEUE", description = "Like subdefCreation_failed.")
  private String queue = "";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many (default: 10).")
  private int limit = 10;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  QueuePeekCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    QueueName from = QueueNames.parseAny(queue);
    try (var atelier = Atelier.open(common.options())) {
      List<QueuedMessage> messages = atelier.queueDesk().peek(from, limit);
      PrintWriter out = spec.commandLine().getOut();
      if (output.isJson()) {
        out.println(Json.writePretty(messages.stream().map(QueuePeekCommand::json).toList()));
      } else if (messages.isEmpty()) {
        out.println("Nothing waits in " + from + ".");
      } else {
        messages.forEach(message -> print(out, message));
      }
      out.flush();
    }
    return 0;
  }

  private static void print(PrintWriter out, QueuedMessage message) {
    out.println(Show.oneLine(message.id()));
    message.published().ifPresent(time -> out.println("  published  " + Show.moment(time)));
    message.attempt().ifPresent(attempt -> out.println("  attempt    " + Show.oneLine(attempt)));
    message.host().ifPresent(host -> out.println("  host       " + Show.oneLine(host)));
    message.reason().ifPresent(reason -> out.println("  reason     " + Show.oneLine(reason)));
    message.reason().ifPresent(_ -> out.println("  cause      " + Show.oneLine(message.cause())));
    String body = message.json().map(Json::writePretty).orElseGet(() -> message.text());
    body.lines().forEach(line -> out.println("  " + Show.oneLine(line)));
    out.println();
  }

  private static Map<String, Object> json(QueuedMessage message) {
    var values = new LinkedHashMap<String, Object>();
    values.put("id", message.id());
    values.put("cause", message.cause());
    message.reason().ifPresent(reason -> values.put("reason", reason));
    message.published().map(Instant::toString).ifPresent(time -> values.put("published", time));
    message.attempt().ifPresent(attempt -> values.put("attempt", attempt));
    message.host().ifPresent(host -> values.put("host", host));
    values.put("text", message.text());
    message.json().ifPresent(body -> values.put("message", body));
    return values;
  }
}
