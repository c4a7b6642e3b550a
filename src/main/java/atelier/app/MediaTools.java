package atelier.app;

import atelier.media.Containment;
import atelier.media.exiftool.ExiftoolMetadata;
import atelier.media.samples.SampleMedia;
import atelier.media.vips.VipsImages;
import java.nio.file.Path;
import java.util.List;

/// The media tools as this machine allows them.
final class MediaTools {
  private final Containment containment = Containment.probe();

  /// - Shape: at most so many tools of a kind at the same time; copies are made in `temporary`.
  ExiftoolMetadata metadata(int processes, Path temporary) {
    return new ExiftoolMetadata(ExiftoolMetadata.Settings.of(processes), containment, temporary);
  }

  VipsImages images(int children) {
    return new VipsImages(VipsImages.Settings.of(children), containment);
  }

  List<Path> samples(Path folder) throws InterruptedException {
    return SampleMedia.make(folder, containment);
  }
}
