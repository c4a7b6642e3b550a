package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.job.Outcome;
import atelier.json.Json;
import atelier.json.JsonException;
import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `worker:run-service subdefCreation payload.json`
@Command(
    name = "worker:run-service",
    description = "Runs one work order in this process; exit code 1 when it fails.")
final class RunServiceCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "TYPE", description = "The kind of work.")
  private String type = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "The payload as JSON, or a whole message with its envelope; - is standard input.")
  private @Nullable String file;

  @Option(
      names = {"-p", "--preserve-payload"},
      description = "Understood for the reference's sake: the file always stays.")
  @SuppressWarnings("UnusedVariable") // To be understood is all it is for.
  private boolean preservePayload;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  RunServiceCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    QueueType wanted = QueueNames.parse(type);
    Payload payload = payload(wanted);
    var options = common.options();
    Logs.working(options.home().logs(), false);
    PrintWriter out = spec.commandLine().getOut();
    try (var atelier = Atelier.open(options)) {
      Outcome outcome = atelier.runOnce(wanted, payload);
      String word =
          switch (outcome) {
            case Outcome.Done _ -> "finished";
            case Outcome.TryAgain _, Outcome.GivenUp _ -> "failed";
            case Outcome.Busy _ -> "busy, nothing was done";
            case Outcome.Canceled _, Outcome.Interrupted _ -> "stopped";
          };
      out.println(wanted + ": " + word + (outcome.text().isEmpty() ? "" : ": " + outcome.text()));
      out.flush();
      return outcome instanceof Outcome.Done ? 0 : Console.FAILED;
    }
  }

  private Payload payload(QueueType wanted) {
    String text = file == null ? "{}" : read(file);
    Map<String, Object> values;
    try {
      values = Json.object(text);
    } catch (JsonException e) {
      throw new IllegalArgumentException(file + " is no JSON object: " + e.getMessage(), e);
    }
    if (!values.containsKey("message_type")) {
      return Payload.of(values);
    }
    Envelope envelope = Envelope.read(Message.of(text, Map.of()));
    if (envelope.type() != wanted) {
      throw new IllegalArgumentException(
          file + " is a message for " + envelope.type() + ", not for " + wanted);
    }
    return envelope.payload();
  }

  private static String read(String file) {
    try {
      return file.equals("-")
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
