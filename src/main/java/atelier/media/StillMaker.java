package atelier.media;

import atelier.library.MediaType;
import atelier.library.SubdefSpec.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Makes still pictures from what is not one, in two steps: one tool takes a picture out, another
/// makes it what was asked.
///
/// - Shape: the picture in between lies in `temporary` and is gone when [#make] returns.
/// - Thread-safe, as its parts are.
public final class StillMaker implements SubdefMaker {
  private final List<StillTaker> takers;
  private final SubdefMaker pictures;
  private final Path temporary;

  public StillMaker(List<StillTaker> takers, SubdefMaker pictures, Path temporary) {
    this.takers = List.copyOf(takers);
    this.pictures = pictures;
    this.temporary = temporary;
  }

  @Override
  public boolean makes(Order order) {
    return order.output() instanceof Output.Image && taker(order).isPresent();
  }

  @Override
  public Made make(Order order, Progress progress) throws InterruptedException {
    Path folder = folder();
    try {
      return switch (taker(order).orElseThrow().take(order, folder, progress)) {
        case StillTaker.Still.Refused(String cause) -> new Made.Refused(cause);
        case StillTaker.Still.Taken(Path picture, String mime) ->
            pictures.make(order.from(picture, mime, MediaType.IMAGE), progress);
      };
    } finally {
      remove(folder);
    }
  }

  private Optional<StillTaker> taker(Order order) {
    return takers.stream().filter(taker -> taker.reads(order)).findFirst();
  }

  private Path folder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(temporary), "still-");
    } catch (IOException e) {
      throw new MediaException("no folder for a picture in between could be made: " + temporary, e);
    }
  }

  private static void remove(Path folder) {
    try (var inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new MediaException("a picture in between could not be removed: " + folder, e);
    }
  }
}
