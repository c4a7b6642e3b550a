package atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import atelier.Eventually;
import atelier.media.ContainmentTrial.Line;
import atelier.media.ContainmentTrial.Verdict;
import atelier.media.Isolation.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Programs that try to break out, under each kind of isolation that this machine allows.
class ContainmentIT {
  private static final Isolation BEST = Isolation.probe();
  private static final Limits LIMITS = Limits.within(Duration.ofSeconds(30)).writingOnlyInto();

  /// What even a machine holds to that allows no namespaces at all.
  private static final Set<String> ALWAYS =
      Set.of(
          "memory",
          "memory of a family",
          "file size",
          "open files",
          "processes",
          "all processes end",
          "time",
          "environment");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void no_attempt_to_break_out_succeeds_that_should_not(Kind kind) throws Exception {
    assumeThat(kind).isGreaterThanOrEqualTo(BEST.kind());
    Path secret = Files.writeString(folder.resolve("configuration.yml"), "password: hunter2");
    Path database = Files.createDirectory(folder.resolve("db"));
    Files.writeString(database.resolve("box"), "hunter2");

    List<Line> lines =
        new ContainmentTrial(
                Containment.of(
                    new Isolation(kind, BEST.root()),
                    folder.resolve("tmp"),
                    Set.of(secret, database)))
            .run();

    assertThat(lines).noneMatch(line -> line.verdict() == Verdict.FAILED);
    Set<String> proven =
        lines.stream()
            .filter(line -> line.verdict() == Verdict.PROVEN)
            .map(Line::bound)
            .collect(Collectors.toSet());
    assertThat(proven).containsAll(ALWAYS);
    assertThat(proven.contains("network")).isEqualTo(kind != Kind.NOTHING);
    assertThat(proven.contains("this process's own"))
        .isEqualTo(
            kind == Kind.VIEW
                || kind == Kind.PROCESSES
                // A user namespace of its own hides the other processes' insides too.
                || (kind == Kind.NETWORK && !BEST.root()));
    assertThat(proven.contains("writing elsewhere")).isEqualTo(kind == Kind.VIEW);
    assertThat(proven.contains("files with secrets")).isEqualTo(kind == Kind.VIEW);
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void without_any_bounds_the_attempts_succeed() throws Exception {
    List<Line> lines = new ContainmentTrial(Containment.none()).run();

    assertThat(lines)
        .filteredOn(line -> line.verdict() == Verdict.NOT_HERE)
        .extracting(Line::bound)
        .contains("network", "file size", "open files", "writing elsewhere");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_canceled_tool_takes_its_whole_family_and_its_folder_along(Kind kind) throws Exception {
    assumeThat(kind).isGreaterThanOrEqualTo(BEST.kind());
    String name = "95" + System.nanoTime();
    var tools =
        new ToolRun(
            Containment.of(
                new Isolation(kind, BEST.root()), folder.resolve("tmp"), /* hidden= */ Set.of()));
    Thread job =
        Thread.startVirtualThread(
            () ->
                assertThatThrownBy(
                        () ->
                            tools.run(
                                List.of(
                                    "sh",
                                    "-c",
                                    "echo x > $TMPDIR/partial; (setsid sleep %s &); sleep %s"
                                        .formatted(name, name)),
                                LIMITS))
                    .isInstanceOf(InterruptedException.class));
    Eventually.eventually(Duration.ofSeconds(20), () -> called(name) == 2);

    job.interrupt();
    job.join();

    assertThat(called(name)).isZero();
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void what_a_tool_leaves_running_does_not_keep_its_answer_waiting() throws Exception {
    for (Kind kind : Kind.values()) {
      if (kind.compareTo(BEST.kind()) >= 0) {
        var containment =
            Containment.of(new Isolation(kind, BEST.root()), folder, /* hidden= */ Set.of());

        ToolRun.Ended ended =
            new ToolRun(containment)
                .run(List.of("sh", "-c", "setsid sleep 1000 & echo done"), LIMITS);

        assertThat(ended.output()).isEqualTo("done\n");
      }
    }
  }

  private static long called(String argument) {
    try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      long count = 0;
      for (Path process : all) {
        if (line(process).equals("sleep\0" + argument + "\0")) {
          count++;
        }
      }
      return count;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String line(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"));
    } catch (IOException _) {
      return "";
    }
  }
}
