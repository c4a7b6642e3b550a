package atelier.search.lucene;

import atelier.search.IndexDocument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The fields of the index, and how a document fills them.
///
/// - Shape: `caption` holds all values of the public caption, `caption.<field>` those of one field
///   and `tag.<name>` technical data, with names in lower case. `private_caption` and
///   `private_caption.<field>` hold what is for few: no [Questions] reach them.
final class IndexFields {
  static final String ID = "id";
  static final String TITLE = "title";
  static final String CAPTION = "caption";
  static final String NAME = "original_name";
  static final String MIME = "mime";
  static final String TYPE = "type";
  static final String COLLECTION = "collection";
  static final String DATABOX = "databox";
  static final String UUID = "uuid";
  static final String SHA256 = "sha256";

  static final String CAPTION_FIELD = "caption.";
  static final String TAG = "tag.";

  /// Not searched: the title that people read, and what the newest are known by.
  static final String SHOWN = "shown";

  static final String CREATED = "created_on";
  static final String RECORD = "record_id";

  private static final String PRIVATE = "private_";

  private IndexFields() {}

  /// The document as Lucene takes it.
  static Document fill(IndexDocument source) {
    Map<String, Object> body = source.body();
    var target = new Document();
    target.add(new StringField(ID, source.record().toString(), Store.YES));
    target.add(new StoredField(SHOWN, shownTitle(source)));
    target.add(new NumericDocValuesField(RECORD, source.record().record()));
    texts(body.get("created_on"))
        .forEach(text -> target.add(new SortedDocValuesField(CREATED, new BytesRef(text))));
    add(target, TITLE, body.get("title"));
    add(target, CAPTION, body.get("caption_all"));
    add(target, PRIVATE + CAPTION, body.get("private_caption_all"));
    addEach(target, CAPTION_FIELD, body.get("caption"));
    addEach(target, PRIVATE + CAPTION_FIELD, body.get("private_caption"));
    addEach(target, TAG, body.get("metadata_tags"));
    add(target, NAME, body.get("original_name"));
    add(target, MIME, body.get("mime"));
    add(target, TYPE, body.get("type"));
    add(target, COLLECTION, body.get("collection_name"));
    add(target, DATABOX, body.get("databox_name"));
    add(target, UUID, body.get("uuid"));
    add(target, SHA256, body.get("sha256"));
    return target;
  }

  private static void addEach(Document target, String prefix, @Nullable Object values) {
    if (values instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> add(target, prefix + name.toString().toLowerCase(Locale.ROOT), value));
    }
  }

  private static void add(Document target, String field, @Nullable Object value) {
    texts(value).forEach(text -> target.add(new TextField(field, text, Store.NO)));
  }

  /// The values as people write them; those of a map and of a list one by one.
  private static Stream<String> texts(@Nullable Object value) {
    return switch (value) {
      case null -> Stream.empty();
      case Map<?, ?> map -> map.values().stream().flatMap(IndexFields::texts);
      case List<?> list -> list.stream().flatMap(IndexFields::texts);
      case Double number ->
          Stream.of(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
      default -> Stream.of(value.toString());
    };
  }

  private static String shownTitle(IndexDocument source) {
    Map<String, Object> body = source.body();
    @Nullable Object title =
        body.get("title") instanceof Map<?, ?> map && map.containsKey("default")
            ? map.get("default")
            : body.get("title");
    return Stream.of(texts(title), texts(body.get("original_name")))
        .flatMap(each -> each)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse(source.record().toString());
  }
}
