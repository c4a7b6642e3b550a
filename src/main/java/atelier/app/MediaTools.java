package atelier.app;

import atelier.media.Containment;
import atelier.media.exiftool.ExiftoolMetadata;
import atelier.media.samples.SampleMedia;
import java.nio.file.Path;
import java.util.List;

/// The media tools as this machine allows them.
final class MediaTools {
  private final Containment containment = Containment.probe();

  /// - Shape: at most so many tools of a kind at the same time; copies are made in `temporary`.
  ExiftoolMetadata metadata(int processes, Path temporary) {
    return new ExiftoolMetadata(ExiftoolMetadata.Settings.of(processes), containment, temporary);
  }

  SubdefTools subdefs(int processes, PaperTools papers, Path temporary) {
    return new SubdefTools(processes, papers, containment, temporary);
  }

  PaperTools papers(Path temporary) {
    return new PaperTools(containment, temporary);
  }

  List<Path> samples(Path folder) throws InterruptedException {
    return SampleMedia.make(folder, containment);
  }
}
