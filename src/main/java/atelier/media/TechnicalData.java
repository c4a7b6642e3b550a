package atelier.media;

import atelier.library.MediaType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Technical data of a file, from its tags.
///
/// - Shape: by the names of the table `technical_datas`; what is not known has no entry; truths are
///   `1` and `0`.
/// - Units: pixels, bits, degrees clockwise, seconds, hertz, signed decimal degrees, bytes.
/// - Source: `docs/phraseanet.md`, technical data.
public final class TechnicalData {
  /// The reference's own first; it asks ffprobe for what has none of these.
  private static final String[] LENGTHS = {
    "Composite:Duration",
    "Flash:Duration",
    "QuickTime:Duration",
    "Real-PROP:Duration",
    "Matroska:Duration",
    "M2TS:Duration",
    "ASF:SendDuration"
  };

  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,6}):(\\d{1,2}):(\\d{1,2}(?:\\.\\d{1,9})?)");
  private static final int TRACKS = 4;

  private final Metadata metadata;
  private final TreeMap<String, String> values = new TreeMap<>();

  private TechnicalData(Metadata metadata) {
    this.metadata = metadata;
  }

  public static Map<String, String> of(
      Metadata metadata, MediaType type, String mime, long sizeBytes) {
    var data = new TechnicalData(metadata);
    data.values.put("MimeType", mime);
    data.values.put("FileSize", Long.toString(sizeBytes));
    data.place();
    switch (type) {
      case IMAGE, FLASH, DOCUMENT -> data.picture();
      case VIDEO -> {
        data.picture();
        data.video();
      }
      case AUDIO -> data.duration();
      case UNKNOWN -> {}
    }
    return Map.copyOf(data.values);
  }

  private void picture() {
    side(
        "Width",
        0,
        "File:ImageWidth",
        "SubIFD:ImageWidth",
        "IFD0:ImageWidth",
        "ExifIFD:ExifImageWidth");
    side(
        "Height",
        1,
        "File:ImageHeight",
        "SubIFD:ImageHeight",
        "IFD0:ImageHeight",
        "ExifIFD:ExifImageHeight");
    put("FocalLength", "ExifIFD:FocalLength", "XMP-exif:FocalLength");
    put("Channels", "File:ColorComponents", "IFD0:SamplesPerPixel");
    metadata
        .first("File:BitsPerSample", "IFD0:BitsPerSample", "PNG:BitDepth")
        .map(value -> value.strip().split(" ", -1)[0])
        .ifPresent(depth -> values.put("ColorDepth", depth));
    put("CameraModel", "IFD0:Model", "IFD0:UniqueCameraModel");
    number("ExifIFD:Flash", "Composite:Flash")
        .ifPresent(flash -> values.put("FlashFired", flash.longValue() % 2 == 1 ? "1" : "0"));
    put("Aperture", "Composite:Aperture");
    put("ShutterSpeed", "Composite:ShutterSpeed");
    put("HyperfocalDistance", "Composite:HyperfocalDistance");
    put("LightValue", "Composite:LightValue");
    put("ISO", "ExifIFD:ISO", "IFD0:ISO");
    colorSpace().ifPresent(space -> values.put("ColorSpace", space));
    metadata
        .first("IFD0:Orientation")
        .map(TechnicalData::degrees)
        .filter(degrees -> !degrees.isEmpty())
        .ifPresent(degrees -> values.put("Orientation", degrees));
  }

  /// Matroska's may be a time of day: `00:00:03.02`.
  private void duration() {
    metadata
        .first(LENGTHS)
        .ifPresent(
            value -> {
              Matcher clock = CLOCK.matcher(value);
              values.put(
                  "Duration",
                  clock.matches()
                      ? new BigDecimal(clock.group(3))
                          .add(BigDecimal.valueOf(Long.parseLong(clock.group(1)) * 3600))
                          .add(BigDecimal.valueOf(Long.parseLong(clock.group(2)) * 60))
                          .stripTrailingZeros()
                          .toPlainString()
                      : value);
            });
  }

  private void video() {
    duration();
    put(
        "FrameRate",
        "RIFF:FrameRate",
        "RIFF:VideoFrameRate",
        "Flash:FrameRate",
        "Track1:VideoFrameRate",
        "Track2:VideoFrameRate",
        "MPEG:FrameRate");
    put(
        "AudioSamplerate",
        "RIFF:AudioSampleRate",
        "Flash:AudioSampleRate",
        "Track1:AudioSampleRate",
        "Track2:AudioSampleRate",
        "ASF:AudioSampleRate");
    put(
        "VideoCodec",
        "Flash:VideoEncoding",
        "QuickTime:ComAppleProappsOriginalFormat",
        "Track1:CompressorName",
        "Track2:CompressorName",
        "Track1:CompressorID",
        "Track2:CompressorID",
        "RIFF:VideoCodec",
        "ASF:VideoCodecName");
    codec("VideoCodec", "V_");
    put(
        "AudioCodec",
        "RIFF:AudioCodec",
        "RIFF:Encoding",
        "Flash:AudioEncoding",
        "Track1:AudioFormat",
        "Track2:AudioFormat",
        "ASF:AudioCodecName");
    codec("AudioCodec", "A_");
    put("Orientation", "Composite:Rotation");
  }

  /// Matroska's tracks say by the beginning what they are: `V_VP8`, `A_VORBIS`.
  private void codec(String name, String beginning) {
    for (int track = 1; track <= TRACKS; track++) {
      metadata
          .first("Track" + track + ":CodecID")
          .filter(id -> id.startsWith(beginning))
          .ifPresent(id -> values.putIfAbsent(name, id));
    }
  }

  private void place() {
    put("Longitude", "Composite:GPSLongitude");
    put("Latitude", "Composite:GPSLatitude");
    reference("LongitudeRef", "Longitude", "W", "E");
    reference("LatitudeRef", "Latitude", "S", "N");
  }

  private void reference(String name, String of, String negative, String positive) {
    String value = values.get(of);
    if (value != null) {
      values.put(name, value.startsWith("-") ? negative : positive);
    }
  }

  /// A side by its own tags; `Composite:ImageSize` ("w h") comes after the first of them.
  private void side(String name, int part, String first, String... others) {
    Optional<String> own = metadata.first(first);
    Optional<String> ofSize =
        metadata
            .first("Composite:ImageSize")
            .map(size -> size.strip().split("[ x]", -1))
            .filter(parts -> parts.length == 2)
            .map(parts -> parts[part]);
    own.or(() -> ofSize)
        .or(() -> metadata.first(others))
        .filter(value -> value.matches("\\d{1,9}"))
        .ifPresent(value -> values.put(name, value));
  }

  /// Any tag of one of these names, in any group.
  private Optional<String> colorSpace() {
    List<String> names = List.of("ColorSpace", "ColorMode", "ColorSpaceData", "ColorType");
    for (var tag : metadata.tags().entrySet()) {
      String name = tag.getKey().substring(tag.getKey().indexOf(':') + 1);
      if (names.contains(name)) {
        Optional<String> space =
            tag.getValue().stream()
                .map(value -> spaceNamed(value.strip().toLowerCase(Locale.ROOT)))
                .filter(found -> !found.isEmpty())
                .findFirst();
        if (space.isPresent()) {
          return space;
        }
      }
    }
    return Optional.ofNullable(values.get("Channels"))
        .map(
            channels ->
                switch (channels) {
                  case "1" -> "Grayscale";
                  case "3" -> "RGB";
                  case "4" -> "CMYK";
                  default -> "";
                })
        .filter(space -> !space.isEmpty());
  }

  private static String spaceNamed(String value) {
    return switch (value) {
      case "cmyk" -> "CMYK";
      case "srgb" -> "sRGB";
      case "rgb", "2" -> "RGB";
      case "grayscale", "gray", "0" -> "Grayscale";
      case "rgba", "6" -> "RGBA";
      default -> "";
    };
  }

  private static String degrees(String orientation) {
    return switch (orientation.strip()) {
      case "1" -> "0";
      case "3" -> "180";
      case "6" -> "90";
      case "8" -> "270";
      default -> "";
    };
  }

  private Optional<Double> number(String... tags) {
    return metadata
        .first(tags)
        .filter(value -> value.matches("-?\\d{1,15}(\\.\\d{1,15})?"))
        .map(Double::valueOf);
  }

  /// - Shape: what is of control characters alone (RIFF's codec of MP3 sound) counts as nothing.
  private void put(String name, String... tags) {
    Stream.of(tags)
        .flatMap(tag -> metadata.first(tag).stream())
        .filter(value -> value.codePoints().anyMatch(point -> point > ' '))
        .findFirst()
        .ifPresent(value -> values.put(name, value));
  }
}
