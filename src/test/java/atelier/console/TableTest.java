package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.desk.Measures;
import atelier.job.JobKey;
import atelier.job.JobState;
import atelier.job.JobStore.JobLine;
import atelier.job.JobStore.Progress;
import atelier.queue.QueueType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  @Test
  void columns_are_as_wide_as_they_must_be_and_numbers_stand_to_the_right() {
    var table = new Table("NAME", ">COUNT").row("préview", 7).row("a", 123456);

    assertThat(table.text())
        .isEqualTo(
            """
            NAME      COUNT
            -------  ------
            préview       7
            a        123456
            """);
  }

  @Test
  void a_cell_cannot_drive_the_terminal() {
    assertThat(new Table("NAME").row("a\u001b[2J\nb").text()).endsWith("a [2J b\n");
  }

  @Test
  void without_rows_the_reason_is_said() {
    var out = new StringWriter();

    new OutputOptions().print(new PrintWriter(out), List.of(), new Table("NAME"), "No jobs yet.");

    assertThat(out.toString()).isEqualToNormalizingNewlines("No jobs yet.\n");
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "12345, 12 kB", "2500000000, 2.5 GB"})
  void sizes_are_short(long bytes, String text) {
    assertThat(Measures.size(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"400, 0.4 s", "12000, 12 s", "185000, 3 min 05 s"})
  void durations_are_short(long millis, String text) {
    assertThat(Measures.duration(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void a_job_that_runs_says_how_far_it_is() {
    var job =
        new JobLine(
            new JobKey("one"),
            QueueType.SUBDEF_CREATION,
            JobState.RUNNING,
            1,
            Optional.of(1),
            Optional.of(12),
            "preview",
            "",
            Instant.parse("2026-08-07T12:00:00Z"),
            Instant.parse("2026-08-07T12:00:00Z"),
            Duration.ofMillis(400),
            "{}",
            Optional.of(new Progress(0.429, Optional.of(Duration.ofSeconds(170)))));

    assertThat(JobViews.table(List.of(job)).text()).contains("Running, 42 %, about 3 min left ");
    assertThat(JobViews.json(job))
        .containsEntry("progress", 0.429)
        .containsEntry("left_seconds", 170L);
  }

  @ParameterizedTest
  @CsvSource({"0, 1 s", "59, 59 s", "60, 1 min", "5399, 90 min", "5400, 2 h", "36000, 10 h"})
  void what_is_left_is_told_roughly(long seconds, String text) {
    var progress = new Progress(0.5, Optional.of(Duration.ofSeconds(seconds)));

    assertThat(JobViews.progress(progress)).isEqualTo("50 %, about " + text + " left");
  }

  @Test
  void a_job_is_shown_as_a_row_and_as_json() {
    var job =
        new JobLine(
            new JobKey("one"),
            QueueType.SUBDEF_CREATION,
            JobState.FAILED,
            3,
            Optional.of(1),
            Optional.of(12),
            "preview",
            "no disk",
            Instant.parse("2026-08-07T12:00:00Z"),
            Instant.parse("2026-08-07T12:00:05Z"),
            Duration.ofMillis(400),
            "no JSON");

    assertThat(JobViews.table(List.of(job)).text())
        .containsPattern("one +subdefCreation +1_12 +preview +In error +3 +0\\.4 s .* no disk\n");
    assertThat(JobViews.json(job))
        .containsEntry("state", "failed")
        .containsEntry("record", "1_12")
        .containsEntry("ran_ms", 400L)
        .containsEntry("changed", "2026-08-07T12:00:05Z");
    assertThat(JobViews.envelope(job)).isEqualTo("no JSON");
  }
}
