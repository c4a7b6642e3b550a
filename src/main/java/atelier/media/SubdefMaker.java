package atelier.media;

import atelier.library.MediaType;
import atelier.library.SubdefSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Makes the file of a sub-definition.
///
/// - Errors: [MediaException] when the tool failed in a way that another try may cure; `target` is
///   gone then. What is wrong with the source is a value, [Made.Refused].
/// - Thread-safe: takes as many calls as come, and lets them wait for a free tool.
public interface SubdefMaker {
  /// Whether this one is for such an order, by the kinds of source and output alone.
  boolean makes(Order order);

  /// Makes `order.target()`, reads it back and checks it.
  ///
  /// - Shape: after [Made.Good] the file is complete and is what was asked; after anything else it
  ///   is not there. An order that is not for this one is refused.
  Made make(Order order, Progress progress) throws InterruptedException;

  /// What is to be made.
  ///
  /// - Shape: `source` is never changed; `target` is a path of ours, in the folder where the file
  ///   will stay; `watermark` is the picture to be put over the result, if any; `siblingPixels` the
  ///   largest picture that may soon be asked from the same source, 0 for none, so that reading it
  ///   once can do for all.
  record Order(
      Path source,
      String sourceMime,
      MediaType sourceType,
      SubdefSpec.Output output,
      Path target,
      Optional<Path> watermark,
      int siblingPixels) {

    /// One that stands alone, without a picture to be put over the result.
    public Order(
        Path source,
        String sourceMime,
        MediaType sourceType,
        SubdefSpec.Output output,
        Path target) {
      this(
          source, sourceMime, sourceType, output, target, Optional.empty(), /* siblingPixels= */ 0);
    }

    /// The same, made from another file.
    public Order from(Path otherSource, String mime, MediaType type) {
      return new Order(otherSource, mime, type, output, target, watermark, siblingPixels);
    }
  }

  /// What came of it.
  sealed interface Made {
    /// - Units: pixels, 0 when it has none; bytes; `length` 0 for what does not play.
    /// - Shape: `note` says for a person what is other than asked, and why; empty when nothing is.
    record Good(
        int widthPixels,
        int heightPixels,
        long sizeBytes,
        String mime,
        Duration length,
        String note)
        implements Made {
      /// Of what does not play, exactly as asked.
      public Good(int widthPixels, int heightPixels, long sizeBytes, String mime) {
        this(widthPixels, heightPixels, sizeBytes, mime, Duration.ZERO, "");
      }
    }

    /// The source cannot become this, today or tomorrow.
    ///
    /// - Shape: `cause` for a person: `truncated JPEG: 59 % of the rows could be read`.
    record Refused(String cause) implements Made {}
  }
}
