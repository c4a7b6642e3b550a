package atelier.media.tika;

import atelier.library.MediaType;
import atelier.media.MediaException;
import atelier.media.MimeDetector;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/// Tells a file's MIME type by the library's rules.
///
/// - Shape: the configured extensions first, then [#BY_EXTENSION], then raw photographs, then the
///   content; and when the content says nothing, [#LAST_RESORT], so that a broken picture is still
///   known as a picture.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, media types.
public final class TikaMimeDetector implements MimeDetector {
  private static final String NOTHING = "application/octet-stream";

  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("webm", "video/webm"),
          Map.entry("ogv", "video/ogg"),
          Map.entry("mts", "video/m2ts"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("m4v", "video/m4v"),
          Map.entry("ape", "audio/x-monkeys-audio"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("eps", "application/postscript"),
          Map.entry("ai", "application/illustrator"),
          Map.entry("indd", "application/x-indesign"),
          Map.entry("ppm", "image/x-portable-pixmap"));

  /// What many kinds of documents begin with.
  private static final Set<String> CONTAINERS =
      Set.of(
          "application/x-tika-msoffice",
          "application/x-tika-ooxml",
          "application/zip",
          "text/plain",
          "application/xml");

  /// What the content of film and sound of several kinds looks like.
  private static final Set<String> STREAMS =
      Set.of(
          NOTHING, "application/x-matroska", "application/ogg", "audio/x-ms-wma", "video/x-ms-asf");

  /// Which kind of them it is, or of what says nothing of itself at all.
  private static final Map<String, String> STREAM_NAMES =
      Map.ofEntries(
          Map.entry("mkv", "video/x-matroska"),
          Map.entry("mka", "audio/x-matroska"),
          Map.entry("oga", "audio/ogg"),
          Map.entry("opus", "audio/ogg"),
          Map.entry("wma", "audio/x-ms-wma"),
          Map.entry("wmv", "video/x-ms-wmv"),
          Map.entry("asf", "video/x-ms-asf"),
          Map.entry("ts", "video/mp2t"),
          Map.entry("m2t", "video/mp2t"),
          Map.entry("m2ts", "video/m2ts"),
          Map.entry("mxf", "application/mxf"),
          Map.entry("dv", "video/x-dv"),
          Map.entry("wv", "audio/x-wavpack"),
          Map.entry("dts", "audio/vnd.dts"),
          Map.entry("w64", "audio/x-w64"),
          Map.entry("sgi", "image/x-sgi"));

  /// Names that the library's groups of types go by.
  private static final Map<String, String> RENAMED =
      Map.of(
          "application/rtf", "text/rtf",
          "application/x-matroska", "video/x-matroska",
          "application/ogg", "audio/ogg");

  /// Raw photographs by extension and the maker's part of their MIME type.
  private static final Map<String, String> RAW = raw();

  private static final Map<String, String> LAST_RESORT =
      Map.ofEntries(
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("jpe", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("gif", "image/gif"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("webp", "image/webp"),
          Map.entry("heic", "image/heic"),
          Map.entry("heif", "image/heif"),
          Map.entry("avif", "image/avif"),
          Map.entry("jxl", "image/jxl"),
          Map.entry("jp2", "image/jp2"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("psd", "image/vnd.adobe.photoshop"));

  private final Map<String, String> configured;
  private final MimeTypes types;

  /// - Shape: `configured` by extension, lower case, without dot.
  public TikaMimeDetector(Map<String, String> configured) {
    this.configured = Map.copyOf(configured);
    this.types = MimeTypes.getDefaultMimeTypes();
  }

  @Override
  public String detect(Path file, String name) {
    String extension = extension(name);
    for (Map<String, String> rule : List.of(configured, BY_EXTENSION, RAW)) {
      String mime = rule.get(extension);
      if (mime != null) {
        return mime;
      }
    }
    String found = byContent(file);
    String stream = STREAM_NAMES.get(extension);
    if (stream != null && STREAMS.contains(found)) {
      return stream;
    }
    String byContent = RENAMED.getOrDefault(found, found);
    if (CONTAINERS.contains(byContent)) {
      return withName(byContent, name);
    }
    if (byContent.equals(NOTHING) || byContent.equals("text/plain")) {
      return LAST_RESORT.getOrDefault(extension, byContent);
    }
    return byContent;
  }

  /// What the name adds, where it only says more exactly what the content says.
  private String withName(String byContent, String name) {
    String byName = byName(name);
    MediaType type = MediaType.ofMime(byName);
    boolean fits =
        byContent.equals("text/plain") ? byName.startsWith("text/") : type == MediaType.DOCUMENT;
    if (fits) {
      return byName;
    }
    return LAST_RESORT.getOrDefault(extension(name), byContent);
  }

  private String byName(String name) {
    var metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    try {
      return types.detect(null, metadata).getBaseType().toString();
    } catch (IOException e) {
      throw new IllegalStateException("there is nothing to read", e);
    }
  }

  private String byContent(Path file) {
    try (var stream = new BufferedInputStream(Files.newInputStream(file))) {
      return types.detect(stream, new Metadata()).getBaseType().toString();
    } catch (IOException e) {
      throw new MediaException("the file cannot be read: " + file, e);
    }
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> raw() {
    var all = new HashMap<String, String>();
    String[] makers = {
      "hasselblad 3fr fff",
      "sony arw sr2 srf",
      "casio bay",
      "phaseone cap iiq",
      "canon cr2 crw",
      "kodak dcs dcr drf k25 kdc",
      "adobe dng",
      "epson erf",
      "mamiya mef",
      "leaf mos",
      "minolta mrw",
      "nikon nef nrw",
      "olympus orf",
      "pentax pef ptx",
      "logitech pxn",
      "fuji raf",
      "panasonic raw rw2",
      "red r3d",
      "rawzor rwz",
      "sigma x3f"
    };
    for (String line : makers) {
      String[] words = line.split(" ", -1);
      for (int i = 1; i < words.length; i++) {
        all.put(words[i], "image/x-tika-" + words[0]);
      }
    }
    return Map.copyOf(all);
  }
}
