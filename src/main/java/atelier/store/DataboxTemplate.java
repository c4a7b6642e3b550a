package atelier.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The structure that a new databox gets when nobody asks for another: default fields and
/// sub-definitions.
///
/// - Source: `docs/phraseanet.md`, default sub-definitions.
public final class DataboxTemplate {
  private DataboxTemplate() {}

  /// The structure document, with its placeholders.
  public static String usual() {
    try (var stream = DataboxTemplate.class.getResourceAsStream("databox-template.xml")) {
      if (stream == null) {
        throw new IllegalStateException("databox-template.xml is missing in the program");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
