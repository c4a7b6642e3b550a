package atelier.console;

import atelier.app.Atelier;
import atelier.desk.Measures;
import atelier.desk.RecordDetails;
import atelier.job.JobState;
import atelier.job.JobStore.JobLine;
import atelier.library.MediaType;
import atelier.library.RecordId;
import atelier.library.Subdef;
import atelier.worker.intake.Taken;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What came of a demo: a table by media type, the failures with their causes, and where everything
/// is.
final class DemoReport {
  private final Atelier atelier;
  private final DemoRun.Results results;

  DemoReport(Atelier atelier, DemoRun.Results results) {
    this.atelier = atelier;
    this.results = results;
  }

  /// Sums of one media type.
  private static final class Sums {
    private int records;
    private int subdefs;
    private int failedRecords;
    private Duration work = Duration.ZERO;
  }

  void print(PrintWriter out) {
    printAlreadyThere(out);
    Map<Path, RecordDetails> records = records();
    printSums(out, records);
    printFailures(out, records);
    printPlaces(out, records);
    out.flush();
  }

  private void printAlreadyThere(PrintWriter out) {
    results.results().stream()
        .filter(
            each ->
                each.taken() instanceof Taken.AlreadyThere
                    || each.taken() instanceof Taken.Completed)
        .forEach(each -> out.println(name(each.file()) + ": " + TakenText.of(each.taken())));
  }

  /// Each record once, under the first file that led to it.
  private Map<Path, RecordDetails> records() {
    var records = new LinkedHashMap<Path, RecordDetails>();
    Set<RecordId> seen = new LinkedHashSet<>();
    for (DemoRun.Result result : results.results()) {
      TakenText.record(result.taken())
          .filter(seen::add)
          .ifPresent(record -> records.put(result.file(), atelier.desk().record(record)));
    }
    return records;
  }

  private void printSums(PrintWriter out, Map<Path, RecordDetails> records) {
    var sums = new EnumMap<MediaType, Sums>(MediaType.class);
    for (RecordDetails details : records.values()) {
      Sums sum = sums.computeIfAbsent(details.record().type(), _ -> new Sums());
      sum.records++;
      sum.subdefs += (int) details.subdefs().stream().filter(DemoReport::isMade).count();
      sum.failedRecords += failures(details).isEmpty() ? 0 : 1;
      for (JobLine job : details.jobs()) {
        sum.work = sum.work.plus(job.ran());
      }
    }
    var table = new Table("TYPE", ">RECORDS", ">SUB-DEFINITIONS", ">WITH FAILURES", ">WORK");
    sums.forEach(
        (type, sum) ->
            table.row(
                type.column(),
                sum.records,
                sum.subdefs,
                sum.failedRecords,
                Measures.duration(sum.work)));
    out.println();
    out.print(table.text());
    out.println();
    out.println(
        results.results().size()
            + " files in "
            + Measures.duration(results.duration())
            + " (WORK adds up what ran at the same time)");
  }

  private void printFailures(PrintWriter out, Map<Path, RecordDetails> records) {
    var lines = new LinkedHashMap<String, List<String>>();
    for (DemoRun.Result result : results.results()) {
      if (result.taken() instanceof Taken.Refused(String cause)) {
        lines.put(name(result.file()), List.of("not taken in: " + cause));
      }
    }
    records.forEach(
        (file, details) -> {
          List<String> causes = failures(details);
          if (!causes.isEmpty()) {
            lines.put(name(file) + " (" + details.record().id() + ")", causes);
          }
        });
    if (lines.isEmpty()) {
      return;
    }
    out.println();
    out.println("Failed:");
    lines.forEach(
        (name, causes) -> {
          out.println("  " + name);
          causes.forEach(cause -> out.println("    " + Show.oneLine(cause)));
        });
  }

  private void printPlaces(PrintWriter out, Map<Path, RecordDetails> records) {
    out.println();
    out.println("Everything is in " + atelier.home().root());
    out.println("  originals and sub-definitions  " + atelier.home().files());
    out.println("  databases                      " + atelier.home().databases());
    out.println("  log                            " + atelier.home().logs().resolve("atelier.log"));
    records.values().stream()
        .findFirst()
        .ifPresent(
            first -> {
              out.println();
              out.println("Look at it with");
              out.println("  bin/console record:list");
              out.println("  bin/console record:show " + first.record().id());
              String word = word(first);
              if (!word.isEmpty()) {
                out.println("  bin/console record:search \"" + word + "\"");
              }
            });
  }

  /// Causes with the files they kept from being made: `preview, thumbnail: truncated JPEG …`.
  private static List<String> failures(RecordDetails details) {
    var byCause = new LinkedHashMap<String, Set<String>>();
    for (JobLine job : details.jobs()) {
      if (job.state() == JobState.FAILED) {
        byCause.computeIfAbsent(job.reason(), _ -> new LinkedHashSet<>()).add(what(job));
      }
    }
    return byCause.entrySet().stream()
        .map(entry -> entry.getKey() + " [" + String.join(", ", entry.getValue()) + "]")
        .toList();
  }

  private static String what(JobLine job) {
    return switch (job.type()) {
      case WRITE_METADATAS -> "metadata of " + job.workOn();
      default -> job.workOn().isEmpty() ? job.type().queueName() : job.workOn();
    };
  }

  private static String word(RecordDetails details) {
    for (String word : details.caption().title().split("[^\\p{L}]+", -1)) {
      if (word.length() > 4) {
        return word;
      }
    }
    return "";
  }

  private static boolean isMade(Subdef subdef) {
    return !subdef.name().equals(Subdef.DOCUMENT);
  }

  private static String name(Path file) {
    return Show.oneLine(String.valueOf(file.getFileName()));
  }
}
