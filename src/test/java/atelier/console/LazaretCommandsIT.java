package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The `lazaret:*` commands on an embedded library.
class LazaretCommandsIT {
  @TempDir private Path folder;
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void quarantineTwo() throws IOException {
    for (String name : List.of("one.txt", "two.txt")) {
      Path file = Files.writeString(folder.resolve(name), name);
      assertThat(run("record:add", "--force=quarantine", file.toString()).code()).isZero();
    }
  }

  @Test
  void the_quarantine_is_listed_for_people_and_for_programs() {
    assertThat(run("lazaret:list").output()).contains("one.txt", "two.txt", "(put there)");

    var listed = Json.array(run("lazaret:list", "--format", "json", "--after", "1").output());
    assertThat(listed)
        .singleElement()
        .asString()
        .startsWith("{id=2, original_name=two.txt, base_id=1, collection=Pictures, size=")
        .contains(", forced=true, failed=[], created=");
  }

  @Test
  void without_a_yes_nothing_is_done() {
    assertThat(run("lazaret:accept", "1").code()).isEqualTo(2);
    assertThat(run("lazaret:reject", "1").code()).isEqualTo(2);

    assertThat(errors.toString())
        .contains("This makes records of what failed its checks: one.txt (1)")
        .contains("This throws away for good: one.txt (1)");
    assertThat(run("lazaret:list").output()).contains("one.txt", "two.txt");
  }

  @Test
  void what_is_accepted_is_a_record_and_what_is_rejected_is_gone() throws IOException {
    var accepted = run("lazaret:accept", "1", "--yes");
    var rejected = run("lazaret:reject", "2", "--yes", "--format", "json");

    assertThat(accepted.code()).isZero();
    assertThat(accepted.output()).isEqualTo("1: taken in as 1_1\n");
    assertThat(Json.array(rejected.output())).containsExactly(Map.of("id", 2));
    assertThat(run("record:list").output()).contains("one.txt").doesNotContain("two.txt");
    assertThat(run("lazaret:list").output()).isEqualTo("The quarantine is empty.\n");
    try (var left = Files.list(folder.resolve("home/quarantine"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void what_is_not_there_is_said_before_anything_is_done() {
    assertThat(run("lazaret:accept", "1", "9", "--yes").code()).isEqualTo(1);

    assertThat(errors.toString()).contains("there is no file 9 in quarantine");
    assertThat(run("lazaret:list").output()).contains("one.txt");
  }

  /// What a command printed, and how it ended.
  private record Ended(int code, String output) {}

  private Ended run(String... arguments) {
    var output = new StringWriter();
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", folder.resolve("home").toString()));
    int code =
        Console.commandLine()
            .setOut(new PrintWriter(output))
            .setErr(new PrintWriter(errors, true))
            .execute(all.toArray(String[]::new));
    return new Ended(code, output.toString());
  }
}
