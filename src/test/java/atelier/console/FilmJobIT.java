package atelier.console;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.app.Atelier;
import atelier.job.JobState;
import atelier.job.JobStore.JobFilter;
import atelier.job.JobStore.JobLine;
import atelier.job.JobStore.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A film that takes a while, from outside: how far its job is can be seen, and a wish ends it.
@Timeout(600)
class FilmJobIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final int MORE_THAN_ALL = 100;
  private static final String RESULT = "1_preview.mp4";

  private static final Duration CLEARED_AWAY = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void the_job_of_a_film_says_how_far_it_is_and_ends_whole_when_it_is_canceled() throws Exception {
    console("record:add", longFilm().toString());
    try (StartedCommand works = work();
        var atelier = LibraryContent.open(home())) {
      Progress early = awaitProgress(atelier, 0);
      Progress later = awaitProgress(atelier, early.fraction());
      List<ProcessHandle> tools = toolsOf(works);
      String job = job(atelier).orElseThrow().key().text();

      assertThat(later.fraction()).isLessThan(1);
      assertThat(tools).isNotEmpty();
      assertThat(console("job:show", job)).containsPattern("\\d+ %.* left");

      assertThat(console("job:cancel", job)).contains("was asked to stop it");

      eventually(SOON, () -> state(atelier).equals(Optional.of(JobState.CANCELED)));
      // Killed before; the system may not have cleared them away yet.
      eventually(CLEARED_AWAY, () -> tools.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(toolsOf(works)).isEmpty();
      assertThat(resultsAndParts()).isEmpty();
      works.signal("TERM");
      assertThat(works.exitCode()).isZero();
    }
  }

  /// Long to make anew, short to make here: the same seconds again and again.
  private Path longFilm() {
    Path once = folder.resolve("once.mp4");
    Path film = folder.resolve("film.mp4");
    ffmpeg("-f lavfi -i testsrc2=s=1280x720:r=25:d=5 -c:v libx264 -preset ultrafast", once);
    ffmpeg("-stream_loop 60 -i " + once + " -c copy", film);
    return film;
  }

  private static void ffmpeg(String arguments, Path target) {
    Shell.run(("ffmpeg -nostdin -v error " + arguments + " " + target).split(" ", -1));
  }

  private StartedCommand work() throws IOException {
    return StartedCommand.start(
        "atelier.console.Console",
        folder.resolve("output.txt"),
        Map.of(),
        List.of("worker:execute", "-m", "2", "--home", home().toString()));
  }

  /// Waits until the job is further than that and says how long it still takes.
  private static Progress awaitProgress(Atelier atelier, double before) {
    var reached = new AtomicReference<Progress>();
    eventually(
        SOON,
        () -> {
          job(atelier).flatMap(JobLine::progress).ifPresent(reached::set);
          return reached.get() != null
              && reached.get().fraction() > before
              && reached.get().left().isPresent();
        });
    return reached.get();
  }

  private static Optional<JobLine> job(Atelier atelier) {
    return atelier.desk().jobs(JobFilter.ALL, MORE_THAN_ALL).stream()
        .filter(job -> job.workOn().equals("preview"))
        .findFirst();
  }

  private static Optional<JobState> state(Atelier atelier) {
    return job(atelier).map(JobLine::state);
  }

  /// The processes that make the result, with those that hold them in bounds.
  private static List<ProcessHandle> toolsOf(StartedCommand works) {
    return works
        .process()
        .descendants()
        .filter(
            tool ->
                Arrays.stream(tool.info().arguments().orElse(new String[0]))
                    .anyMatch(argument -> argument.endsWith(RESULT)))
        .toList();
  }

  private List<Path> resultsAndParts() throws IOException {
    try (var files = Files.walk(home().resolve("files"))) {
      return files.filter(file -> file.toString().endsWith(RESULT)).toList();
    }
  }

  private Path home() {
    return folder.resolve("home");
  }

  private String console(String... arguments) throws Exception {
    return ConsoleProcess.at(home()).run(arguments);
  }
}
