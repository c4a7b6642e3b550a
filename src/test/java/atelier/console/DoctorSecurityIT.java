package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorSecurityIT {
  @TempDir Path folder;

  @Test
  void the_bounds_are_proven_and_a_password_cannot_be_read() throws Exception {
    Path home = folder.resolve("home");
    Path configuration =
        Files.writeString(
            folder.resolve("configuration.yml"),
            "workers:\n  queue:\n    worker-queue:\n      password: hunter2\n");
    ConsoleProcess console = ConsoleProcess.at(home);

    String table = console.run("doctor", "--security", "--config", configuration.toString());
    String json = console.run("doctor", "--security", "--format", "json");

    assertThat(table)
        .containsPattern("proven +memory ")
        .containsPattern("proven +processes ")
        .containsPattern("proven +all processes end ")
        .containsPattern("(proven|not here) +network ")
        .containsPattern("(proven|not here) +files with secrets ")
        .doesNotContain("FAILED");
    assertThat(json).contains("\"part\"", "\"health\"", "\"well\"").doesNotContain("\"ill\"");
    try (var left = Files.list(home.resolve("tmp"))) {
      assertThat(left.map(each -> each.getFileName().toString())).containsExactly("lock");
    }
  }
}
