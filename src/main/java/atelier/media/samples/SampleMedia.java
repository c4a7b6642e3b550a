package atelier.media.samples;

import java.nio.file.Path;
import java.util.List;

public final class SampleMedia {
  public static List<Path> make(Path folder) {
    return List.of(folder);
  }
}
