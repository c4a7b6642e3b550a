package atelier.console;

import atelier.app.Atelier;
import atelier.app.Home;
import atelier.app.Options;
import atelier.desk.RecordDetails;
import atelier.job.JobState;
import atelier.job.JobStore.JobFilter;
import atelier.library.Subdef;
import atelier.queue.QueueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What is in a library, read while nothing works on it.
final class LibraryContent {
  private static final int MORE_THAN_ALL = 10_000;

  private LibraryContent() {}

  /// A record without what differs from one library to the next.
  ///
  /// - Shape: `files` by name, the document among them; `failures` the reasons of the jobs that
  ///   failed, by what they were to make, those that wrote metadata left out.
  record Item(
      String originalName,
      String mime,
      String uuid,
      String sha256,
      Map<String, List<String>> caption,
      Map<String, String> technicalData,
      Map<String, Subdef> files,
      Map<String, String> failures) {

    Subdef file(String name) {
      return Optional.ofNullable(files.get(name))
          .orElseThrow(() -> new AssertionError("no " + name + " of " + originalName));
    }
  }

  /// All records, in the order of their numbers.
  static List<Item> of(Path home) {
    try (var atelier = open(home)) {
      return atelier.desk().records(1, 0, MORE_THAN_ALL).stream()
          .map(summary -> item(atelier.desk().record(summary.record().id())))
          .toList();
    }
  }

  private static Item item(RecordDetails details) {
    var caption = new LinkedHashMap<String, List<String>>();
    details.caption().values().forEach((field, values) -> caption.put(field.name(), values));
    var files = new TreeMap<String, Subdef>();
    for (Subdef file : details.subdefs()) {
      if (files.put(file.name(), file) != null) {
        throw new AssertionError("two files " + file.name() + " of " + details.record().id());
      }
    }
    return new Item(
        details.record().originalName().orElse(""),
        details.record().mime().orElse(""),
        details.record().uuid().orElse(""),
        details.record().sha256().orElse(""),
        caption,
        new TreeMap<>(details.technicalData()),
        files,
        failures(details));
  }

  private static Map<String, String> failures(RecordDetails details) {
    var failures = new TreeMap<String, String>();
    details.jobs().stream()
        .filter(job -> job.state() == JobState.FAILED && job.type() == QueueType.SUBDEF_CREATION)
        .forEach(job -> failures.put(job.workOn(), job.reason()));
    return failures;
  }

  /// Jobs that have not come to a good end.
  static List<String> openJobs(Path home) {
    return jobs(home, EnumSet.complementOf(EnumSet.of(JobState.FINISHED)));
  }

  /// Jobs that have come to no end at all.
  static List<String> unfinishedJobs(Path home) {
    return jobs(home, EnumSet.of(JobState.RUNNING, JobState.WAITING));
  }

  private static List<String> jobs(Path home, Set<JobState> states) {
    try (var atelier = open(home)) {
      var filter =
          new JobFilter(
              Optional.empty(),
              states,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      return atelier.desk().jobs(filter, MORE_THAN_ALL).stream().map(Object::toString).toList();
    }
  }

  static Atelier open(Path home) {
    return Atelier.open(new Options(new Home(home), Optional.empty()));
  }

  /// The files that its rows name, in the order of their paths.
  static List<Path> files(List<Item> items) {
    var files = new ArrayList<Path>();
    items.forEach(item -> item.files().values().forEach(file -> files.add(file.path())));
    files.sort(null);
    return files;
  }
}
