package atelier.media.magick;

import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.ShortTool;
import atelier.media.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// ImageMagick's `convert`, from one file to another.
///
/// - It is told which of its coders to use, so no other can be reached by a file's name or content,
///   and has limits of its own below those of the process.
/// - Thread-safe: it never changes.
/// - Source: <https://imagemagick.org/script/command-line-options.php#limit>.
final class Magick {
  private static final List<String> LIMITS =
      List.of("-limit", "memory", "1GiB", "-limit", "map", "1GiB", "-limit", "disk", "4GiB");

  private final ShortTool tool;

  /// - Units: the limits are for one picture.
  Magick(Limits limits, Containment containment) {
    this.tool =
        new ShortTool("convert", "apt-get install imagemagick", limits, new ToolRun(containment));
  }

  /// Writes the first picture of `source`; empty, or why that was not possible.
  ///
  /// - Shape: `operations` with blanks between; both coders by ImageMagick's names.
  Optional<String> convert(
      String coder, Path source, String operations, String targetCoder, Path target)
      throws InterruptedException {
    var arguments = new ArrayList<>(LIMITS);
    arguments.add(coder + ":" + source.toAbsolutePath() + "[0]");
    arguments.addAll(List.of(operations.split(" ", -1)));
    arguments.add(targetCoder + ":" + target.toAbsolutePath());
    ToolRun.Ended ended = tool.run(arguments);
    try {
      return ended.isGood() && Files.exists(target) && Files.size(target) > 0
          ? Optional.empty()
          : Optional.of(firstLine(ended.errors()));
    } catch (IOException e) {
      throw new MediaException("the picture in between could not be read: " + target, e);
    }
  }

  /// `improper image header` of ``convert: improper image header `/a/b' @ error/…``
  private static String firstLine(String text) {
    return text.lines()
        .findFirst()
        .map(line -> line.replaceFirst("^convert: ", "").replaceFirst(" `.*", ""))
        .orElse("it cannot be read");
  }
}
