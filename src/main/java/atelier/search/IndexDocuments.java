package atelier.search;

import atelier.library.Caption;
import atelier.library.Collection;
import atelier.library.Databox;
import atelier.library.Field;
import atelier.library.Record;
import atelier.library.Subdef;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes index documents out of what the library knows of records.
///
/// - Shape: the keys `cover_record_id`, `flags`, `concept_path` and `permalink` are left out: the
///   library's types do not hold the covers of stories, the names of status bits, the thesaurus and
///   the permalinks.
/// - Units: moments are written in `zone`, the time zone of the databases.
/// - Source: `docs/phraseanet.md`, index document.
public final class IndexDocuments {
  private static final String STORY_MIME = "regroup_doc";
  private static final String UNKNOWN_MIME = "application/octet-stream";
  private static final String THUMBNAIL = "thumbnail";
  private static final String DEFAULT_TITLE = "default";

  private final ZoneId zone;

  public IndexDocuments(ZoneId zone) {
    this.zone = zone;
  }

  /// The document of one record; none when its collection is not in the databox, for such a record
  /// is shown to nobody.
  ///
  /// - Shape: `subdefs` with `document`; `technicalData` by name.
  public Optional<IndexDocument> of(
      Databox databox,
      Record record,
      List<Subdef> subdefs,
      Caption caption,
      Map<String, String> technicalData) {
    return databox
        .collection(record.collectionId())
        .map(
            collection -> {
              var body = new LinkedHashMap<String, Object>();
              putRecord(body, databox, collection, record);
              putTitle(body, record, caption);
              putCaption(body, caption, false);
              putCaption(body, caption, true);
              putTechnicalData(body, technicalData, subdefs);
              putSubdefs(body, subdefs);
              return new IndexDocument(record.id(), body);
            });
  }

  private void putRecord(
      Map<String, Object> body, Databox databox, Collection collection, Record record) {
    body.put("record_id", record.id().record());
    body.put("databox_id", databox.id());
    body.put("databox_name", IndexValues.text(databox.viewName()));
    body.put("base_id", Integer.toString(collection.baseId()));
    body.put("collection_id", collection.collectionId());
    body.put("coll_id", Integer.toString(collection.collectionId()));
    body.put("collection_name", IndexValues.text(collection.name()));
    record.uuid().ifPresent(uuid -> body.put("uuid", uuid));
    record.sha256().ifPresent(sha256 -> body.put("sha256", sha256));
    record.originalName().ifPresent(name -> body.put("original_name", IndexValues.text(name)));
    body.put(
        "mime",
        record
            .mime()
            .filter(mime -> !mime.isEmpty())
            .orElse(record.story() ? STORY_MIME : UNKNOWN_MIME));
    body.put("type", record.type().column());
    body.put("record_type", record.story() ? "story" : "record");
    body.put("created_on", sqlMoment(record.created()));
    body.put("updated_on", sqlMoment(record.modified()));
    body.put("flags_bitfield", record.status());
  }

  private String sqlMoment(Instant instant) {
    return IndexValues.moment(LocalDateTime.ofInstant(instant, zone));
  }

  /// Titles by language; `default` for those who have none of their own.
  private static void putTitle(Map<String, Object> body, Record record, Caption caption) {
    var parts = new LinkedHashMap<String, List<String>>();
    caption
        .values()
        .forEach(
            (field, texts) ->
                parts
                    .computeIfAbsent(field.thumbTitle().strip(), _ -> new ArrayList<>())
                    .addAll(texts));
    var title = new LinkedHashMap<String, Object>();
    parts.forEach(
        (language, texts) -> {
          switch (language) {
            case "", "0" ->
                record
                    .originalName()
                    .ifPresent(name -> title.putIfAbsent(DEFAULT_TITLE, IndexValues.text(name)));
            case "1" -> title.put(DEFAULT_TITLE, joined(texts));
            default -> title.put(language, joined(texts));
          }
        });
    putUnlessEmpty(body, "title", title);
  }

  private static String joined(List<String> texts) {
    return IndexValues.text(String.join(" - ", texts));
  }

  private static void putCaption(Map<String, Object> body, Caption caption, boolean business) {
    var fields = new LinkedHashMap<String, Object>();
    var all = new ArrayList<Object>();
    caption
        .values()
        .forEach(
            (field, texts) -> {
              List<Object> values = field.business() == business ? typed(field, texts) : List.of();
              if (!values.isEmpty()) {
                fields.put(field.name(), values);
                all.addAll(values);
              }
            });
    String key = business ? "private_caption" : "caption";
    putUnlessEmpty(body, key, fields);
    if (!all.isEmpty()) {
      body.put(key + "_all", List.copyOf(all));
    }
  }

  private static List<Object> typed(Field field, List<String> texts) {
    var values = new ArrayList<Object>();
    for (String text : texts) {
      String clean = IndexValues.text(text.strip());
      if (!clean.isEmpty()) {
        switch (field.type()) {
          case STRING -> values.add(clean);
          case NUMBER -> IndexValues.number(clean).ifPresent(values::add);
          case DATE -> IndexValues.date(clean).ifPresent(values::add);
        }
      }
    }
    return List.copyOf(values);
  }

  private static void putTechnicalData(
      Map<String, Object> body, Map<String, String> technicalData, List<Subdef> subdefs) {
    Map<String, Object> tags = TechnicalTags.of(technicalData);
    find(subdefs, THUMBNAIL).ifPresent(each -> tags.put("ThumbnailOrientation", orientation(each)));
    TechnicalTags.place(technicalData)
        .ifPresent(
            place -> {
              tags.put("Longitude", place.longitude());
              tags.put("Latitude", place.latitude());
              body.put("location", Map.of("lat", place.latitude(), "lon", place.longitude()));
            });
    putUnlessEmpty(body, "metadata_tags", tags);
  }

  /// `L` for landscape, `P` for portrait, `S` for a square, empty when the size is not known.
  private static String orientation(Subdef thumbnail) {
    int width = thumbnail.widthPixels();
    int height = thumbnail.heightPixels();
    if (width == 0 || height == 0) {
      return "";
    }
    return width == height ? "S" : width > height ? "L" : "P";
  }

  private static void putSubdefs(Map<String, Object> body, List<Subdef> subdefs) {
    Optional<Subdef> document = find(subdefs, Subdef.DOCUMENT);
    body.put("width", document.map(Subdef::widthPixels).orElse(0));
    body.put("height", document.map(Subdef::heightPixels).orElse(0));
    body.put("size", document.map(Subdef::sizeBytes).orElse(0L));
    var all = new LinkedHashMap<String, Object>();
    for (Subdef each : subdefs) {
      var one = new LinkedHashMap<String, Object>();
      one.put("path", each.path().toString());
      one.put("width", each.widthPixels());
      one.put("height", each.heightPixels());
      one.put("size", each.sizeBytes());
      one.put("mime", each.mime());
      all.put(each.name(), one);
    }
    putUnlessEmpty(body, "subdefs", all);
  }

  private static Optional<Subdef> find(List<Subdef> subdefs, String name) {
    return subdefs.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private static void putUnlessEmpty(
      Map<String, Object> body, String key, Map<String, Object> value) {
    if (!value.isEmpty()) {
      body.put(key, value);
    }
  }
}
