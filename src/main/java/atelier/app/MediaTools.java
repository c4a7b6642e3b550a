package atelier.app;

import atelier.config.Configuration;
import atelier.config.ToolSettings;
import atelier.media.Containment;
import atelier.media.ContainmentTrial;
import atelier.media.MemoryGate;
import atelier.media.exiftool.ExiftoolMetadata;
import atelier.media.ffmpeg.Ffmpeg;
import atelier.media.samples.SampleMedia;
import atelier.media.vips.VipsImages;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The media tools as this machine allows them.
final class MediaTools {
  private static final int MEBIBYTE_BITS = 20;

  private final Containment containment;

  private MediaTools(Containment containment) {
    this.containment = containment;
  }

  /// - Shape: tools get their private folders in `temporary`, and do not see what holds passwords.
  static MediaTools of(Options options, Path temporary) {
    Home home = options.home();
    var secrets =
        Stream.concat(
            options.configuration().stream(),
            Stream.of(home.databases(), home.broker(), home.index(), home.logs(), home.mainKey()));
    return new MediaTools(
        Containment.probe(
            temporary,
            secrets.map(path -> path.toAbsolutePath().normalize()).collect(Collectors.toSet())));
  }

  /// Proves that tools are held in bounds.
  List<ContainmentTrial.Line> trial() throws InterruptedException {
    return new ContainmentTrial(containment).run();
  }

  /// - Shape: at most so many tools of a kind at the same time; copies are made in `temporary`.
  ExiftoolMetadata metadata(int processes, Path temporary) {
    return new ExiftoolMetadata(ExiftoolMetadata.Settings.of(processes), containment, temporary);
  }

  /// - Shape: at most so many processes of a kind at the same time, and no more than cores.
  SubdefTools subdefs(int slots, PaperTools papers, Path temporary, ToolSettings settings) {
    OptionalLong memoryMebibytes = settings.memoryMebibytes();
    var memory =
        new MemoryGate(
            memoryMebibytes.isPresent()
                ? memoryMebibytes.getAsLong() << MEBIBYTE_BITS
                : MachineMemory.usualShareBytes(),
            Configuration.TOOL_MEMORY_KEY);
    int processes = Math.min(slots, Runtime.getRuntime().availableProcessors());
    var pictures = new VipsImages(VipsImages.Settings.of(processes), containment, memory);
    return new SubdefTools(
        pictures, new Ffmpeg(filmSettings(processes, settings), containment), papers, temporary);
  }

  private static Ffmpeg.Settings filmSettings(int processes, ToolSettings settings) {
    var usual = Ffmpeg.Settings.of(processes);
    return new Ffmpeg.Settings(
        usual.processes(),
        settings.ffmpegThreads().orElse(usual.threads()),
        usual.limits(),
        new Ffmpeg.Programs(
            settings.ffmpeg().map(Path::toString).orElse(usual.programs().ffmpeg()),
            settings.ffprobe().map(Path::toString).orElse(usual.programs().ffprobe())));
  }

  PaperTools papers(Path temporary) {
    return new PaperTools(containment, temporary);
  }

  List<Path> samples(Path folder) throws InterruptedException {
    return SampleMedia.make(folder, containment);
  }
}
