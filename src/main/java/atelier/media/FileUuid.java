package atelier.media;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The UUID that names an asset inside its file.
///
/// - Source: `docs/phraseanet.md`, UUID in files.
public final class FileUuid {
  private static final Pattern UUID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
  private static final String XMP_DOCUMENT = "XMP-xmpMM:DocumentID";
  private static final String XMP_PREFIX = "xmp.did:";

  private static final List<String> TAGS =
      List.of(
          "XMP-exif:ImageUniqueID",
          "SigmaRaw:ImageUniqueID",
          "IPTC:UniqueDocumentID",
          "ExifIFD:ImageUniqueID",
          "Canon:ImageUniqueID",
          XMP_DOCUMENT);

  private static final List<String> TAGS_LATER =
      List.of("XMP-exif:ImageUniqueID", "ExifIFD:ImageUniqueID", "IPTC:UniqueDocumentID");

  private FileUuid() {}

  /// The first valid UUID, in the tags' order.
  public static Optional<String> of(Metadata metadata) {
    return TAGS.stream()
        .flatMap(tag -> metadata.all(tag).stream().map(value -> withoutPrefix(tag, value)))
        .map(String::strip)
        .filter(value -> UUID.matcher(value).matches())
        .findFirst();
  }

  /// Where a file that is taken in gets it.
  public static Map<String, List<String>> writtenAtFirst(String uuid) {
    return tags(TAGS, uuid);
  }

  /// Where it is written together with a caption.
  public static Map<String, List<String>> writtenLater(String uuid) {
    return tags(TAGS_LATER, uuid);
  }

  private static String withoutPrefix(String tag, String value) {
    return tag.equals(XMP_DOCUMENT) && value.startsWith(XMP_PREFIX)
        ? value.substring(XMP_PREFIX.length())
        : value;
  }

  private static Map<String, List<String>> tags(List<String> names, String uuid) {
    var tags = new LinkedHashMap<String, List<String>>();
    names.forEach(name -> tags.put(name, List.of(uuid)));
    return tags;
  }
}
