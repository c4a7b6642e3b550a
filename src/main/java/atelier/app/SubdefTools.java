package atelier.app;

import atelier.media.Makers;
import atelier.media.StillMaker;
import atelier.media.StillTaker;
import atelier.media.SubdefMaker;
import atelier.media.ffmpeg.Ffmpeg;
import atelier.media.ffmpeg.FfmpegFilms;
import atelier.media.ffmpeg.FilmStills;
import atelier.media.ffmpeg.SoundStills;
import atelier.media.vips.VipsImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All tools that make sub-definitions, in the order in which they are asked.
final class SubdefTools implements AutoCloseable {
  private final VipsImages pictures;
  private final SubdefMaker maker;

  /// - Shape: what lies in between is kept in `temporary`; `pictures` is closed with this.
  SubdefTools(VipsImages pictures, Ffmpeg ffmpeg, PaperTools papers, Path temporary) {
    this.pictures = pictures;
    var takers = new ArrayList<StillTaker>(papers.stills());
    takers.add(new FilmStills(ffmpeg));
    takers.add(new SoundStills(ffmpeg));
    // Asked before libvips: some of what these read goes by the name of a picture.
    var stills = new StillMaker(takers, pictures, temporary);
    var allPictures = new Makers(List.of(stills, pictures));
    maker =
        new Makers(
            List.of(
                stills, pictures, new FfmpegFilms(ffmpeg, temporary), papers.pdfs(allPictures)));
  }

  SubdefMaker maker() {
    return maker;
  }

  @Override
  public void close() {
    pictures.close();
  }
}
