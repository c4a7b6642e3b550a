package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.Desk.ProcessLine;
import atelier.desk.Measures;
import atelier.job.Roster;
import atelier.queue.QueueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `worker:list`
@Command(name = "worker:list", description = "Lists the processes that work.")
final class WorkerListCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  WorkerListCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    try (var atelier = Atelier.open(common.options())) {
      List<ProcessLine> processes = atelier.desk().processes();
      var table =
          new Table(
              "HOST",
              ">PID",
              "STATE",
              "SINCE",
              ">HEARD",
              ">RUNNING",
              ">SLOTS",
              ">MEMORY",
              "QUEUES");
      processes.forEach(each -> row(table, each));
      output.print(
          spec.commandLine().getOut(),
          processes.stream().map(WorkerListCommand::json).toList(),
          table,
          "No process works. Start one: bin/console worker:execute");
    }
    return 0;
  }

  private static void row(Table table, ProcessLine line) {
    Roster.Entry entry = line.entry();
    table.row(
        entry.host(),
        entry.pid(),
        line.alive() ? "Working" : "Gone",
        Show.moment(entry.since()),
        entry.silentSeconds() + " s ago",
        entry.report().running(),
        entry.report().slots(),
        Measures.size(entry.report().memoryBytes()),
        queues(entry));
  }

  private static Map<String, Object> json(ProcessLine line) {
    Roster.Entry entry = line.entry();
    var values = new LinkedHashMap<String, Object>();
    values.put("process", entry.process());
    values.put("host", entry.host());
    values.put("pid", entry.pid());
    values.put("alive", line.alive());
    values.put("since", entry.since().toString());
    values.put("heard", entry.heard().toString());
    values.put("running", entry.report().running());
    values.put("slots", entry.report().slots());
    values.put("memory_bytes", entry.report().memoryBytes());
    values.put(
        "queues", entry.report().queues().stream().map(QueueType::queueName).sorted().toList());
    return values;
  }

  private static String queues(Roster.Entry entry) {
    return entry.report().queues().stream()
        .map(QueueType::queueName)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
