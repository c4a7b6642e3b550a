package atelier.worker.intake;

import atelier.library.Quarantine.Attribute;
import atelier.worker.intake.PhpText.PhpObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was said of a file, in the form in which the quarantine keeps it for both programs.
///
/// - Source: `docs/phraseanet.md`, quarantine.
final class QuarantineNotes {
  private static final Logger log = LoggerFactory.getLogger(QuarantineNotes.class);
  private static final String FIELD = "metafield";
  private static final String TAG = "metadata";
  private static final String STATUS = "status";
  private static final String STORY = "story";
  private static final String TAG_CLASSES = "Alchemy\\Phrasea\\Metadata\\Tag\\";
  private static final String MONO = "PHPExiftool\\Driver\\Value\\Mono";
  private static final String METADATA = "PHPExiftool\\Driver\\Metadata\\Metadata";
  private static final String QUARANTINE_TAG = "TfQuarantine";
  private static final int STATUS_BITS = 32;

  private QuarantineNotes() {}

  /// - Shape: `moment` = when it came into the quarantine. A field's values that are too long
  ///   together are parted over several notes, and one that is too long by itself is cut.
  static List<Attribute> of(Consignment consignment, String moment) {
    var notes = new ArrayList<Attribute>();
    consignment
        .values()
        .forEach(
            (field, values) ->
                notes.addAll(fieldNotes(consignment.collection().databoxId(), field, values)));
    if (consignment.status() != 0) {
      String bits = Long.toBinaryString(consignment.status());
      notes.add(new Attribute(STATUS, "0".repeat(STATUS_BITS - bits.length()) + bits));
    }
    consignment
        .story()
        .ifPresent(
            story ->
                notes.add(
                    new Attribute(STORY, consignment.collection().databoxId() + "_" + story)));
    notes.add(new Attribute(TAG, tagNote(QUARANTINE_TAG, moment)));
    return List.copyOf(notes);
  }

  private static List<Attribute> fieldNotes(int databox, int field, List<String> values) {
    var whole = new Attribute(FIELD, fieldNote(databox, field, values));
    if (whole.value().length() <= Attribute.LONGEST) {
      return List.of(whole);
    }
    return values.stream()
        .map(value -> new Attribute(FIELD, longest(databox, field, value)))
        .toList();
  }

  private static String longest(int databox, int field, String value) {
    String note = fieldNote(databox, field, List.of(value));
    int over = note.length() - Attribute.LONGEST;
    return over <= 0
        ? note
        : fieldNote(databox, field, List.of(value.substring(0, value.length() - over)));
  }

  private static String fieldNote(int databox, int field, List<String> values) {
    var note = new LinkedHashMap<String, Object>();
    note.put("id", field);
    note.put("sbas_id", databox);
    note.put("value", values);
    return PhpText.write(note);
  }

  private static String tagNote(String tag, String value) {
    var properties = new LinkedHashMap<Object, @Nullable Object>();
    properties.put(
        PhpText.protectedName("tag"), new PhpObject(TAG_CLASSES + tag, new LinkedHashMap<>()));
    var mono = new LinkedHashMap<Object, @Nullable Object>();
    mono.put(PhpText.protectedName("value"), value);
    properties.put(PhpText.protectedName("value"), new PhpObject(MONO, mono));
    return PhpText.write(new PhpObject(METADATA, properties));
  }

  /// What the notes of a file say; a note that cannot be read is passed over.
  record Said(
      Map<Integer, List<String>> values,
      long status,
      Optional<Integer> story,
      Optional<String> quarantined) {}

  static Said read(int databox, List<Attribute> notes) {
    var values = new LinkedHashMap<Integer, List<String>>();
    long status = 0;
    Optional<Integer> story = Optional.empty();
    Optional<String> quarantined = Optional.empty();
    for (Attribute note : notes) {
      try {
        switch (note.name()) {
          case FIELD -> readField(databox, note.value(), values);
          case STATUS -> status |= Long.parseLong(note.value(), 2) & 0xFFFF_FFFFL;
          case STORY -> story = story(databox, note.value());
          case TAG -> quarantined = quarantined(note.value()).or(nothing(quarantined));
          default -> log.debug("a note {} in the quarantine is not used", note.name());
        }
      } catch (IllegalArgumentException e) {
        log.warn("a note {} in the quarantine cannot be read", note.name(), e);
      }
    }
    return new Said(values, status, story, quarantined);
  }

  private static <T> java.util.function.Supplier<Optional<T>> nothing(Optional<T> known) {
    return () -> known;
  }

  private static void readField(int databox, String note, Map<Integer, List<String>> values) {
    if (PhpText.read(note) instanceof Map<?, ?> map
        && map.get("id") instanceof Number field
        && map.get("sbas_id") instanceof Number of
        && of.intValue() == databox) {
      var all = new ArrayList<>(values.getOrDefault(field.intValue(), List.of()));
      if (map.get("value") instanceof Map<?, ?> list) {
        list.values().forEach(value -> all.add(String.valueOf(value)));
      } else {
        all.add(String.valueOf(map.get("value")));
      }
      values.put(field.intValue(), List.copyOf(all));
    }
  }

  private static Optional<Integer> story(int databox, String note) {
    String[] parts = note.split("_", -1);
    return parts.length == 2 && parts[0].equals(Integer.toString(databox))
        ? Optional.of(Integer.valueOf(parts[1]))
        : Optional.empty();
  }

  private static Optional<String> quarantined(String note) {
    if (PhpText.read(note) instanceof PhpObject(String _, Map<Object, ?> metadata)
        && metadata.get("tag") instanceof PhpObject(String tag, Map<Object, ?> _)
        && tag.toLowerCase(Locale.ROOT).endsWith("\\" + QUARANTINE_TAG.toLowerCase(Locale.ROOT))
        && metadata.get("value") instanceof PhpObject(String _, Map<Object, ?> value)) {
      return Optional.ofNullable(value.get("value")).map(String::valueOf);
    }
    return Optional.empty();
  }
}
