package atelier.media.exiftool;

import atelier.media.Metadata;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts right IPTC texts that do not say in which characters they are.
///
/// - exiftool takes them for Windows-1252. Many programs write UTF-8 and do not say so; what is
///   valid UTF-8 beyond ASCII hardly ever is anything else.
/// - Source: exiftool FAQ 10, <https://exiftool.org/faq.html#Q10>; IPTC IIM, 1:90.
final class IptcTexts {
  private static final String GROUP = "IPTC:";
  private static final String MARK = "IPTC:CodedCharacterSet";
  private static final Charset LATIN = Charset.forName("windows-1252");
  private static final int FIRST_UNSAFE = 0x80;
  private static final int LAST_BYTE = 0xFF;

  private IptcTexts() {}

  /// True when a text is UTF-8 that was taken for Windows-1252, and none is anything else.
  static boolean areUnmarkedUtf8(Metadata metadata) {
    if (!metadata.all(MARK).isEmpty()) {
      return false;
    }
    List<String> odd =
        metadata.tags().entrySet().stream()
            .filter(tag -> tag.getKey().startsWith(GROUP))
            .flatMap(tag -> tag.getValue().stream())
            .filter(text -> text.chars().anyMatch(c -> c >= FIRST_UNSAFE))
            .toList();
    return !odd.isEmpty() && odd.stream().allMatch(text -> utf8(text).isPresent());
  }

  static Metadata readable(Metadata metadata) {
    if (!areUnmarkedUtf8(metadata)) {
      return metadata;
    }
    var tags = new LinkedHashMap<String, List<String>>(metadata.tags());
    for (Map.Entry<String, List<String>> tag : tags.entrySet()) {
      if (tag.getKey().startsWith(GROUP)) {
        tag.setValue(tag.getValue().stream().map(text -> utf8(text).orElse(text)).toList());
      }
    }
    return new Metadata(tags);
  }

  /// The text that these Windows-1252 characters' bytes are in UTF-8.
  private static Optional<String> utf8(String latin) {
    var bytes = new ByteArrayOutputStream();
    var encoder = LATIN.newEncoder();
    for (int i = 0; i < latin.length(); i++) {
      char character = latin.charAt(i);
      if (encoder.canEncode(character)) {
        bytes.writeBytes(String.valueOf(character).getBytes(LATIN));
      } else if (character <= LAST_BYTE) {
        bytes.write(character); // A byte that Windows-1252 has no character for.
      } else {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
