package atelier.library;

import java.nio.file.Path;
import java.util.OptionalInt;

/// What a sub-definition shall be: one `subdef` element of the structure document.
///
/// - Shape: `name` lower case, unique in its group; `folder` the root below which its files are
///   spread; `metadata` = the caption is written into the file; `built` = made without being asked.
/// - Source: `docs/phraseanet.md`, structure document.
public record SubdefSpec(
    String name,
    AccessClass accessClass,
    Path folder,
    boolean downloadable,
    boolean built,
    boolean substitutable,
    boolean metadata,
    Output output) {

  /// The right that is needed to download it.
  public enum AccessClass {
    DOCUMENT,
    PREVIEW,
    THUMBNAIL
  }

  /// `12_preview.jpg`
  public String fileNameFor(int record) {
    return record + "_" + name + "." + output.extension();
  }

  /// The form of the file.
  public sealed interface Output {
    /// Without dot.
    String extension();

    /// A still picture that fits into a square, never enlarged.
    ///
    /// - Units: pixels; dots per inch; quality 0 to 100.
    record Image(
        int sizePixels,
        int dpi,
        boolean strip,
        boolean flatten,
        int quality,
        ImageCodec codec,
        Watermark watermark)
        implements Output {
      /// One without a watermark.
      public Image(
          int sizePixels, int dpi, boolean strip, boolean flatten, int quality, ImageCodec codec) {
        this(sizePixels, dpi, strip, flatten, quality, codec, Watermark.NONE);
      }

      @Override
      public String extension() {
        return switch (codec) {
          case JPEG -> "jpg";
          case PNG -> "png";
          case TIFF -> "tif";
        };
      }
    }

    /// A small film as GIF.
    record AnimatedGif(int sizePixels, int delayMillis) implements Output {
      @Override
      public String extension() {
        return "gif";
      }
    }

    /// A film.
    ///
    /// - Units: kilobits a second; frames; hertz.
    record Video(
        int sizePixels,
        String videoCodec,
        String audioCodec,
        int bitrateKilobits,
        int framesPerSecond,
        int framesPerGroup,
        int audioBitrateKilobits,
        OptionalInt audioSampleRate)
        implements Output {
      @Override
      public String extension() {
        return switch (videoCodec) {
          case "libvpx" -> "webm";
          case "libtheora" -> "ogv";
          default -> "mp4";
        };
      }
    }

    /// Sound alone.
    record Audio(
        String audioCodec,
        int audioBitrateKilobits,
        OptionalInt audioSampleRate,
        OptionalInt channels)
        implements Output {
      @Override
      public String extension() {
        return switch (audioCodec) {
          case "flac" -> "flac";
          case "pcm_s16le" -> "wav";
          case "libvorbis" -> "ogg";
          case "aac", "libfdk_aac" -> "m4a";
          default -> "mp3";
        };
      }
    }

    /// A document to read.
    record Pdf() implements Output {
      @Override
      public String extension() {
        return "pdf";
      }
    }

    /// The dead Flash reader; kept so that old structures can be read.
    record Flexpaper() implements Output {
      @Override
      public String extension() {
        return "swf";
      }
    }
  }

  /// What is drawn over a still picture, for good.
  ///
  /// - Shape: an empty `text` is none; `record` is one of the same databox, whose document is put
  ///   over the picture.
  public record Watermark(String text, OptionalInt record) {
    /// Nothing is drawn.
    public static final Watermark NONE = new Watermark("", OptionalInt.empty());
  }

  /// How a still picture is stored.
  public enum ImageCodec {
    JPEG("image/jpeg"),
    PNG("image/png"),
    TIFF("image/tiff");

    private final String mime;

    ImageCodec(String mime) {
      this.mime = mime;
    }

    public String mime() {
      return mime;
    }
  }
}
