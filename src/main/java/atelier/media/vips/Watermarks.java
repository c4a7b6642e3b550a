package atelier.media.vips;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Draws over a picture what a sub-definition wants drawn: another picture, and a text with two
/// diagonals.
///
/// - Shape: the other picture is made as wide or as high as this one, whichever fits, and put in
///   the middle. The text stands at the four quarter points, white with a black shadow.
/// - One thread only.
/// - Source: `docs/phraseanet.md`, watermarks.
final class Watermarks {
  private static final int SMALLEST_TEXT = 8;

  /// How many lines of text would fill the longer side.
  private static final int LINES = 30;

  private final Scope scope;
  private final PictureJob job;

  Watermarks(Scope scope, PictureJob job) {
    this.scope = scope;
    this.job = job;
  }

  /// - Errors: [RefusedException] when the other picture cannot be read.
  Picture over(Picture base) throws RefusedException, VipsException, IOException {
    Picture marked = base;
    if (!job.watermarkPicture().isEmpty()) {
      Picture mark = fitting(base.size());
      Fit free =
          new Fit(
              base.size().width() - mark.size().width(),
              base.size().height() - mark.size().height());
      Picture under = mark.colours() > 1 ? inColour(base) : base;
      marked = under.below(mark, free.width() / 2, free.height() / 2);
    }
    return job.watermarkText().isBlank()
        ? marked
        : marked.below(drawing(base.size()), /* left= */ 0, /* top= */ 0);
  }

  /// So that a mark in colour stays so on a grey picture.
  private static Picture inColour(Picture base) throws VipsException {
    return base.colours() > 1
        ? base
        : base.operation("colourspace").with("space", "srgb").picture();
  }

  private Picture fitting(Fit into) throws RefusedException, VipsException, IOException {
    try {
      PictureSource source = PictureSource.recognise(scope, job.watermarkPicture());
      Picture header = source.open(scope);
      if (header.size().pixels() > job.maxPixels()) {
        throw new RefusedException("it is too large");
      }
      Picture mark = SrgbColours.of(header.computed()).picture().made("autorot");
      double scale =
          Math.min(
              (double) into.width() / mark.size().width(),
              (double) into.height() / mark.size().height());
      return mark.operation("resize").with("scale", Double.toString(scale)).picture().computed();
    } catch (RefusedException e) {
      throw new RefusedException("the picture of the watermark cannot be used: " + e.getMessage());
    }
  }

  private Picture drawing(Fit size) throws VipsException {
    byte[] svg = svg(size).getBytes(StandardCharsets.UTF_8);
    MemorySegment memory = scope.arena().allocateFrom(ValueLayout.JAVA_BYTE, svg);
    return scope.operation("svgload_buffer").object("buffer", scope.blob(memory)).picture();
  }

  private String svg(Fit size) {
    int height = Math.max(SMALLEST_TEXT, Math.max(size.width(), size.height()) / LINES);
    var svg = new StringBuilder();
    svg.append(
        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='Arial' font-size='%d' text-anchor='middle'>"
            .formatted(size.width(), size.height(), height));
    layer(svg, size, "black", 1);
    layer(svg, size, "white", 0);
    return svg.append("</svg>").toString();
  }

  private void layer(StringBuilder svg, Fit size, String colour, int offset) {
    svg.append(
        "<g transform='translate(%1$d,%1$d)' fill='%2$s' stroke='%2$s' stroke-width='0'>"
            .formatted(offset, colour));
    svg.append(
        "<path stroke-width='1' d='M0,0L%1$d,%2$dM0,%2$dL%1$d,0'/>"
            .formatted(size.width(), size.height()));
    for (int quarter : new int[] {1, 3}) {
      for (int other : new int[] {1, 3}) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<text x='%d' y='%d'>%s</text>",
                size.width() * quarter / 4,
                size.height() * other / 4,
                escaped(job.watermarkText())));
      }
    }
    svg.append("</g>");
  }

  /// As XML, without the control characters that it has no place for.
  private static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").replace("&", "&amp;").replace("<", "&lt;");
  }
}
