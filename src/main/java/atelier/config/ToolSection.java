package atelier.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Reads what a configuration says of media tools, in its several places.
final class ToolSection {
  /// Below it not even one picture is read.
  private static final long LEAST_MEBIBYTES = 256;

  private static final long MOST_MEBIBYTES = 1L << 24;
  private static final int MOST_PAGES = 10_000;
  private static final int MOST_THREADS = 256;

  private final Section root;
  private final Consumer<String> warnings;

  ToolSection(Section root, Consumer<String> warnings) {
    this.root = root;
    this.warnings = warnings;
  }

  ToolSettings read() {
    Section executables = root.section("registry").section("executables");
    Section binaries = root.section("main").section("binaries");
    return new ToolSettings(
        memory(root.section("workers").section("tools")),
        (int) executables.number("pdf-max-pages", ToolSettings.USUAL_PDF_PAGES, 1, MOST_PAGES),
        threads(executables),
        program(binaries, "ffmpeg_binary"),
        program(binaries, "ffprobe_binary"));
  }

  private static OptionalLong memory(Section tools) {
    return tools.has("memory")
        ? OptionalLong.of(tools.number("memory", 0, LEAST_MEBIBYTES, MOST_MEBIBYTES))
        : OptionalLong.empty();
  }

  /// 0 is as good as no number, for ffmpeg and for PHP.
  private static OptionalInt threads(Section executables) {
    int threads = (int) executables.number("ffmpeg-threads", 0, 0, MOST_THREADS);
    return threads == 0 ? OptionalInt.empty() : OptionalInt.of(threads);
  }

  /// The file is often written for another machine, or container.
  private Optional<Path> program(Section binaries, String key) {
    Optional<Path> path = binaries.text(key).filter(text -> !text.isBlank()).map(Path::of);
    boolean there = path.filter(Files::isExecutable).isPresent();
    if (path.isPresent() && !there) {
      warnings.accept(
          binaries.path(key) + " is no program here: " + path.get() + "; that on the path is used");
    }
    return path.filter(_ -> there);
  }
}
