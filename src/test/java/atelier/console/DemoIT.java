package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job from the command line, in processes of its own, on real files.
class DemoIT {
  private static final int PICTURES = 14;
  private static final List<String> SUBDEFS =
      List.of("preview", "preview_mobile", "thumbnail", "thumbnail_mobile");

  @TempDir Path folder;
  private Path pictures = Path.of("");

  @BeforeEach
  void makePictures() throws IOException {
    pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < PICTURES; i++) {
      Path picture = pictures.resolve("picture-" + i + (i % 3 == 0 ? ".png" : ".jpg"));
      Shell.run(
          "convert",
          "-seed",
          "" + i,
          "-size",
          (600 + 40 * i) + "x500",
          "plasma:fractal",
          "-quality",
          "90",
          picture.toString());
      Shell.run(
          "exiftool",
          "-q",
          "-m",
          "-overwrite_original",
          "-charset",
          "iptc=utf8",
          "-codedcharacterset=utf8",
          "-IPTC:Headline=Côte " + i,
          picture.toString());
    }
    Files.write(pictures.resolve("broken.jpg"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
  }

  @Test
  void every_good_picture_gets_all_and_the_bad_one_is_explained() throws Exception {
    Path home = folder.resolve("home");

    String first = demo(home);
    String second = demo(home);

    assertThat(first).contains("broken.jpg").contains("not a picture").contains("password  ");
    assertThat(second).contains("picture-3.png: already there as 1_").doesNotContain("password  ");
    assertWhole(home);
    String found = console(home, "record:search", "cote 7", "--format", "json");
    assertThat(Json.array(found)).hasSize(1);
    assertThat(console(home, "record:search", "nowhere")).contains("Nothing found");
    String embedded =
        Shell.run("exiftool", "-s3", "-IPTC:Headline", file(home, "picture-7.jpg", "preview"));
    assertThat(embedded).isEqualTo("Côte 7");
    String pixels =
        Shell.run("identify", "-format", "%w x %h", file(home, "picture-7.jpg", "thumbnail"));
    assertThat(pixels).isEqualTo("384 x 218");
  }

  @Test
  void kill_minus_nine_at_any_moment_loses_and_doubles_nothing() throws Exception {
    Path home = folder.resolve("killed");
    for (int seconds : new int[] {4, 5, 6}) {
      ConsoleProcess.at(home)
          .killAfter(Duration.ofSeconds(seconds), "demo", pictures.toString(), "--exit");
    }

    demo(home);

    assertWhole(home);
    try (var files = Files.walk(home.resolve("files"))) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> !name.startsWith("."))
              .toList();
      assertThat(names).hasSize(PICTURES * (SUBDEFS.size() + 1) + 1).doesNotHaveDuplicates();
    }
  }

  /// Each picture is one record with all its sub-definitions, and nothing waits.
  private void assertWhole(Path home) throws Exception {
    Map<String, Object> subdefs = new TreeMap<>();
    for (Object each : Json.array(console(home, "record:list", "--format", "json"))) {
      var record = (Map<?, ?>) each;
      List<Object> names = new ArrayList<>((List<?>) record.get("subdefs"));
      names.sort(null);
      assertThat(subdefs.put(String.valueOf(record.get("original_name")), names)).isNull();
    }
    assertThat(subdefs).hasSize(PICTURES + 1);
    assertThat(subdefs.remove("broken.jpg")).isEqualTo(List.of());
    assertThat(subdefs.values()).allSatisfy(names -> assertThat(names).isEqualTo(SUBDEFS));
    for (String state : new String[] {"running", "waiting"}) {
      assertThat(Json.array(console(home, "job:list", "--state", state, "--format", "json")))
          .isEmpty();
    }
  }

  private String file(Path home, String originalName, String subdef) throws Exception {
    for (Object each : Json.array(console(home, "record:list", "--format", "json"))) {
      var record = (Map<?, ?>) each;
      if (originalName.equals(record.get("original_name"))) {
        var shown =
            Json.object(
                console(
                    home, "record:show", String.valueOf(record.get("record")), "--format", "json"));
        for (Object file : (List<?>) shown.getOrDefault("files", List.of())) {
          if (subdef.equals(((Map<?, ?>) file).get("name"))) {
            return String.valueOf(((Map<?, ?>) file).get("path"));
          }
        }
      }
    }
    throw new AssertionError("no " + subdef + " of " + originalName);
  }

  private String demo(Path home) throws Exception {
    return console(home, "demo", pictures.toString(), "--exit");
  }

  private static String console(Path home, String... arguments) throws Exception {
    return ConsoleProcess.at(home).run(arguments);
  }
}
