package atelier.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Technical data of a file in the form of an index document: tags with typed values, and the
/// place.
///
/// - Shape: `ColorSpace` stays a text (`sRGB`); the reference casts it to a whole number, which
///   makes 0 of all of them.
/// - Source: `docs/phraseanet.md`, technical data.
final class TechnicalTags {
  private static final Set<String> PLACE =
      Set.of("Longitude", "LongitudeRef", "Latitude", "LatitudeRef");
  private static final Set<String> WHOLE_NUMBERS =
      Set.of("Width", "Height", "Channels", "ColorDepth", "ISO", "Orientation", "FileSize");
  private static final Set<String> NUMBERS =
      Set.of(
          "FocalLength",
          "Aperture",
          "ShutterSpeed",
          "HyperfocalDistance",
          "LightValue",
          "Duration",
          "FrameRate",
          "AudioSamplerate");
  private static final Set<String> BOOLEANS = Set.of("FlashFired");

  private TechnicalTags() {}

  /// Where a picture was taken.
  ///
  /// - Units: degrees, north and east positive.
  record Place(double latitude, double longitude) {}

  /// The tags by name, without those that only make up the place.
  static Map<String, Object> of(Map<String, String> technicalData) {
    var tags = new LinkedHashMap<String, Object>();
    technicalData.forEach(
        (name, text) -> {
          if (!PLACE.contains(name)) {
            value(name, text).ifPresent(value -> tags.put(name, value));
          }
        });
    return tags;
  }

  /// The place, when both numbers are there and are on this earth.
  static Optional<Place> place(Map<String, String> technicalData) {
    Optional<Double> latitude = degrees(technicalData, "Latitude", "S", 90);
    Optional<Double> longitude = degrees(technicalData, "Longitude", "W", 180);
    return latitude.flatMap(north -> longitude.map(east -> new Place(north, east)));
  }

  /// The sign is in the number; a number without it gets it from the letter of the hemisphere.
  private static Optional<Double> degrees(
      Map<String, String> technicalData, String name, String negative, int limit) {
    String letter = technicalData.getOrDefault(name + "Ref", "");
    return Optional.ofNullable(technicalData.get(name))
        .flatMap(IndexValues::number)
        .filter(value -> Math.abs(value) <= limit)
        .map(value -> letter.equals(negative) ? -Math.abs(value) : value);
  }

  private static Optional<Object> value(String name, String text) {
    if (WHOLE_NUMBERS.contains(name)) {
      return IndexValues.number(text).map(Double::longValue);
    }
    if (NUMBERS.contains(name)) {
      return IndexValues.number(text).map(value -> value);
    }
    if (BOOLEANS.contains(name)) {
      return Optional.of(!text.isEmpty() && !text.equals("0"));
    }
    return text.isBlank() ? Optional.empty() : Optional.of(IndexValues.text(text));
  }
}
