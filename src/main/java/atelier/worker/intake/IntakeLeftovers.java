package atelier.worker.intake;

import atelier.library.Databox;
import atelier.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what a crash left in the storage: hidden files of ours that nobody works on any more.
///
/// - Shape: looks into the folders of the last three days only; a file counts as left when it is
///   older than `age`.
public final class IntakeLeftovers {
  private static final Logger log = LoggerFactory.getLogger(IntakeLeftovers.class);
  private static final String OURS = ".atelier-";
  private static final int DAYS = 3;
  private static final int DEPTH = 2;

  private IntakeLeftovers() {}

  public static void sweep(Library library, Duration age, Clock clock) {
    for (Databox databox : library.databoxes()) {
      var roots = new LinkedHashSet<Path>();
      roots.add(databox.structure().documents());
      databox.structure().groups().stream()
          .flatMap(group -> group.subdefs().stream())
          .forEach(spec -> roots.add(spec.folder()));
      roots.forEach(root -> sweep(root, clock.instant().minus(age), clock));
    }
  }

  private static void sweep(Path root, Instant before, Clock clock) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (int back = 0; back < DAYS; back++) {
      var day = today.minusDays(back);
      Path folder =
          root.resolve(
              String.format(
                  Locale.ROOT,
                  "%04d/%02d/%02d",
                  day.getYear(),
                  day.getMonthValue(),
                  day.getDayOfMonth()));
      if (Files.isDirectory(folder)) {
        try (var files = Files.walk(folder, DEPTH)) {
          files
              .filter(file -> file.getFileName().toString().startsWith(OURS))
              .forEach(file -> remove(file, before));
        } catch (IOException e) {
          log.warn("cannot look for leftovers in {}", folder, e);
        }
      }
    }
  }

  private static void remove(Path file, Instant before) {
    try {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
        Files.delete(file);
        log.info("removed a leftover of a crash: {}", file);
      }
    } catch (IOException e) {
      log.warn("cannot remove a leftover of a crash: {}", file, e);
    }
  }
}
