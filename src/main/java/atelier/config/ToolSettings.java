package atelier.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How media tools are used.
///
/// - Shape: empty = as this machine has it; `pdfPages` of a document are read for their text;
///   `ffmpegThreads` for each part of one ffmpeg.
/// - Source: `docs/phraseanet.md`, configuration: `registry.executables`, `main.binaries`; the
///   memory is a key of ours.
public record ToolSettings(
    OptionalLong memoryMebibytes,
    int pdfPages,
    OptionalInt ffmpegThreads,
    Optional<Path> ffmpeg,
    Optional<Path> ffprobe) {
  static final int USUAL_PDF_PAGES = 5;

  /// Without a configuration.
  static final ToolSettings USUAL =
      new ToolSettings(
          OptionalLong.empty(),
          USUAL_PDF_PAGES,
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty());
}
