package atelier.app;

import atelier.media.Containment;
import atelier.media.Makers;
import atelier.media.StillMaker;
import atelier.media.SubdefMaker;
import atelier.media.vips.VipsImages;
import java.nio.file.Path;
import java.util.List;

/// All tools that make sub-definitions, in the order in which they are asked.
final class SubdefTools implements AutoCloseable {
  private final VipsImages pictures;
  private final SubdefMaker maker;

  /// - Shape: at most so many processes of a kind at the same time; what lies in between is kept in
  ///   `temporary`.
  SubdefTools(int processes, PaperTools papers, Containment containment, Path temporary) {
    pictures = new VipsImages(VipsImages.Settings.of(processes), containment);
    // Asked before libvips: some of what these read goes by the name of a picture.
    var stills = new StillMaker(papers.stills(), pictures, temporary);
    var allPictures = new Makers(List.of(stills, pictures));
    maker = new Makers(List.of(stills, pictures, papers.pdfs(allPictures)));
  }

  SubdefMaker maker() {
    return maker;
  }

  @Override
  public void close() {
    pictures.close();
  }
}
