package atelier.media;

import java.nio.file.Path;

/// Takes one picture out of a file that is not an ordinary picture: a frame of a film, the first
/// page of a document, the preview inside a raw photograph.
///
/// - Errors: [MediaException] when the tool failed in a way that another try may cure. What is
///   wrong with the source is a value, [Still.Refused].
/// - Thread-safe: takes as many calls as come.
public interface StillTaker {
  /// Whether this one is for such sources; the first of a list that says so is asked.
  boolean reads(SubdefMaker.Order order);

  /// Takes the picture `order.output()` is made from.
  ///
  /// - Shape: the picture is written into `folder`, an empty one that the caller removes; it is
  ///   upright, and not smaller than what is asked where the source has so much.
  Still take(SubdefMaker.Order order, Path folder, Progress progress) throws InterruptedException;

  /// What came of it.
  sealed interface Still {
    /// - Shape: `picture` a JPEG, PNG or TIFF, `mime` which.
    record Taken(Path picture, String mime) implements Still {}

    /// There is no picture in it, today or tomorrow; `cause` for a person.
    record Refused(String cause) implements Still {}
  }
}
