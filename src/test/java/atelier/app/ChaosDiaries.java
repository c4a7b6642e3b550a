package atelier.app;

import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the worker processes of the chaos test wrote down, by job and attempt.
///
/// - Shape: each list in the order of time.
record ChaosDiaries(Map<Execution, List<Begun>> executions) {

  /// What should happen once.
  record Execution(String key, int attempt) {}

  /// When, in milliseconds since the epoch, and which process began it.
  record Begun(long at, int process) {}

  static ChaosDiaries read(Path folder) throws IOException {
    var executions = new HashMap<Execution, List<Begun>>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        int process = Integer.parseInt(file.getFileName().toString());
        for (String line : Files.readAllLines(file)) {
          String[] words = line.split(" ", -1);
          executions
              .computeIfAbsent(
                  new Execution(words[0], Integer.parseInt(words[1])), _ -> new ArrayList<>())
              .add(new Begun(Long.parseLong(words[2]), process));
        }
      }
    }
    executions.values().forEach(each -> each.sort(comparingLong(Begun::at)));
    return new ChaosDiaries(executions);
  }

  /// How many executions began, the repeated ones included.
  int begun() {
    return executions.values().stream().mapToInt(List::size).sum();
  }

  /// What was begun again although the process that had begun it was not killed before.
  List<String> forks(ChaosCrew crew) {
    var forks = new ArrayList<String>();
    executions.forEach(
        (execution, begun) -> {
          for (int i = 1; i < begun.size(); i++) {
            long again = begun.get(i).at();
            if (crew.killedAt(begun.get(i - 1).process()).filter(at -> at <= again).isEmpty()) {
              forks.add(execution + " " + begun);
            }
          }
        });
    return forks;
  }
}
