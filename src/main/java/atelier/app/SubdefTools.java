package atelier.app;

import atelier.media.Containment;
import atelier.media.Makers;
import atelier.media.MemoryGate;
import atelier.media.StillMaker;
import atelier.media.SubdefMaker;
import atelier.media.vips.VipsImages;
import java.nio.file.Path;
import java.util.List;

/// All tools that make sub-definitions, in the order in which they are asked.
final class SubdefTools implements AutoCloseable {
  private final VipsImages pictures;
  private final SubdefMaker maker;

  /// - Shape: at most so many processes of a kind at the same time, and no more than cores; what
  ///   lies in between is kept in `temporary`.
  SubdefTools(int processes, Containment containment, Path temporary, MemoryGate memory) {
    int cores = Runtime.getRuntime().availableProcessors();
    pictures =
        new VipsImages(VipsImages.Settings.of(Math.min(processes, cores)), containment, memory);
    maker = new Makers(List.of(pictures, new StillMaker(List.of(), pictures, temporary)));
  }

  SubdefMaker maker() {
    return maker;
  }

  @Override
  public void close() {
    pictures.close();
  }
}
