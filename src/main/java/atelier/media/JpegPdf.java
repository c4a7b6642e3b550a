package atelier.media;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A PDF of one page with a JPEG on it, byte for byte as it is.
///
/// - Shape: the page has the picture's shape; its longer side is that of a sheet of A4, or less
///   where the picture would have fewer than 72 pixels an inch.
/// - Source: ISO 32000-1, 7.5 (file structure), 8.9.5 (image dictionaries).
final class JpegPdf {
  private static final double LONGEST_POINTS = 842;

  private final OutputStream out;
  private final List<Long> places = new ArrayList<>();
  private long written;

  private JpegPdf(OutputStream out) {
    this.out = out;
  }

  /// - Errors: [IOException] also when `jpeg` is none.
  static void write(Path jpeg, Path target) throws IOException {
    JpegHeader header = JpegHeader.read(jpeg);
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(target))) {
      new JpegPdf(stream).write(jpeg, header);
    }
  }

  private void write(Path jpeg, JpegHeader header) throws IOException {
    double scale = Math.min(1, LONGEST_POINTS / header.longerSide());
    String across = number(header.width() * scale);
    String down = number(header.height() * scale);
    String drawing = "q %s 0 0 %s 0 0 cm /P Do Q".formatted(across, down);
    text("%PDF-1.4\n");
    object("<</Type/Catalog/Pages 2 0 R>>");
    object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
    object(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>"
            .formatted(across, down));
    object("<</Length %d>>stream\n%s\nendstream".formatted(drawing.length(), drawing));
    begin();
    text(
        "<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n"
            .formatted(
                header.width(),
                header.height(),
                header.colours() == 1 ? "DeviceGray" : "DeviceRGB",
                Files.size(jpeg)));
    written += Files.copy(jpeg, out);
    text("\nendstream\nendobj\n");
    end();
  }

  private void object(String content) throws IOException {
    begin();
    text(content + "\nendobj\n");
  }

  private void begin() throws IOException {
    places.add(written);
    text(places.size() + " 0 obj");
  }

  private void end() throws IOException {
    long table = written;
    int size = places.size() + 1;
    text("xref\n0 %d\n0000000000 65535 f \n".formatted(size));
    for (long place : places) {
      text("%010d 00000 n \n".formatted(place));
    }
    text("trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n".formatted(size, table));
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    out.write(bytes);
    written += bytes.length;
  }

  private static String number(double points) {
    return String.format(Locale.ROOT, "%.3f", Math.max(1, points));
  }
}
