package atelier.media;

import atelier.library.SubdefSpec.Output;
import java.util.List;
import java.util.Locale;

/// Gives each order to the first tool that can do it.
///
/// - Thread-safe, as its parts are.
public final class Makers implements SubdefMaker {
  private final List<SubdefMaker> makers;

  public Makers(List<SubdefMaker> makers) {
    this.makers = List.copyOf(makers);
  }

  @Override
  public boolean makes(Order order) {
    return makers.stream().anyMatch(maker -> maker.makes(order));
  }

  @Override
  public Made make(Order order, Progress progress) throws InterruptedException {
    for (SubdefMaker maker : makers) {
      if (maker.makes(order)) {
        return maker.make(order, progress);
      }
    }
    return new Made.Refused(
        "%s is not made from %s (%s)"
            .formatted(
                named(order.output()),
                order.sourceType().name().toLowerCase(Locale.ROOT),
                order.sourceMime()));
  }

  private static String named(Output output) {
    return switch (output) {
      case Output.Image _ -> "a picture";
      case Output.AnimatedGif _ -> "an animation";
      case Output.Video _ -> "a film";
      case Output.Audio _ -> "sound";
      case Output.Pdf _ -> "a PDF";
      case Output.Flexpaper _ -> "a Flash document";
    };
  }
}
