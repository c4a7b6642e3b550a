package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.QueueDesk;
import atelier.queue.QueueName;
import atelier.queue.Queues.Selection;
import atelier.queue.Queues.SentBack;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `queue:requeue QUEUE (--all | --cause TEXT | ID [--payload FILE])`
@Command(
    name = "queue:requeue",
    description =
        "Sends messages of a failed queue, or of another beside a base queue, back to that base"
            + " queue, where they begin anew. Say --all, --cause or the message's ID.")
final class QueueRequeueCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "QUEUE", description = "Like subdefCreation_failed.")
  private String queue = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "One message, as queue:peek shows it.")
  private @Nullable String id;

  @Option(names = "--all", description = "Everything that is there now.")
  private boolean all;

  @Option(
      names = "--cause",
      paramLabel = "TEXT",
      description = "What failed for this cause, as queue:causes shows it.")
  private @Nullable String cause;

  @Option(
      names = "--payload",
      paramLabel = "FILE",
      description =
          "Another work order for that one message, as JSON (- = standard input): the payload, or"
              + " the whole message.")
  private @Nullable String payload;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  QueueRequeueCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    QueueName from = QueueNames.parseAny(queue);
    Selection which = selection();
    Optional<String> order = Optional.ofNullable(payload).map(TextFile::read);
    try (var atelier = Atelier.open(common.options())) {
      QueueDesk desk = atelier.queueDesk();
      SentBack result =
          order
              .map(json -> desk.requeueEdited(from, String.valueOf(id), json))
              .orElseGet(() -> desk.requeue(from, which));
      return tell(from, result);
    }
  }

  private Selection selection() {
    long ways = Stream.of(all, cause != null, id != null).filter(given -> given).count();
    if (ways != 1) {
      throw new ParameterException(
          spec.commandLine(), "say which messages: either --all, or --cause TEXT, or an ID");
    }
    if (payload != null && id == null) {
      throw new ParameterException(spec.commandLine(), "--payload goes with the ID of one message");
    }
    if (id != null) {
      return new Selection.One(id);
    }
    return cause == null ? new Selection.All() : new Selection.ByCause(cause);
  }

  private int tell(QueueName from, SentBack result) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(result.sent() + " sent back from " + from + ".");
    out.flush();
    if (result.unreadable() == 0) {
      return 0;
    }
    PrintWriter error = spec.commandLine().getErr();
    error.println(
        "error: "
            + result.unreadable()
            + " stay in "
            + from
            + ": nobody can read them. Send one with another work order: queue:requeue "
            + from
            + " ID --payload FILE");
    error.flush();
    return Console.FAILED;
  }
}
