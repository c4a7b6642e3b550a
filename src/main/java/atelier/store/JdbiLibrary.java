package atelier.store;

import atelier.library.Collection;
import atelier.library.Databox;
import atelier.library.Field;
import atelier.library.Library;
import atelier.library.LibraryException;
import atelier.library.Records;
import atelier.library.Structure;
import atelier.library.StructureDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/// Databoxes and collections: `sbas` and `bas` of the application box, `pref`, `coll` and
/// `metadatas_structure` of each databox.
///
/// - Thread-safe.
final class JdbiLibrary implements Library {
  /// The column `viewname` of `sbas`.
  private static final int LONGEST_NAME = 128;

  private final Database application;
  private final Databoxes databoxes;
  private final StoreSettings settings;
  private final Map<Integer, JdbiRecords> records = new ConcurrentHashMap<>();

  JdbiLibrary(Database application, Databoxes databoxes, StoreSettings settings) {
    this.application = application;
    this.databoxes = databoxes;
    this.settings = settings;
  }

  @Override
  public List<Databox> databoxes() {
    return databoxes.rows(LibraryException::new).stream().map(this::read).toList();
  }

  @Override
  public Optional<Databox> databox(int databoxId) {
    return databoxes.row(databoxId, LibraryException::new).map(this::read);
  }

  @Override
  public Optional<Collection> collection(int baseId) {
    return databoxes().stream()
        .flatMap(databox -> databox.collections().stream())
        .filter(collection -> collection.baseId() == baseId)
        .findFirst();
  }

  @Override
  public Records records(int databoxId) {
    var known = records.get(databoxId);
    if (known != null) {
      return known;
    }
    var row =
        databoxes
            .row(databoxId, LibraryException::new)
            .orElseThrow(() -> new IllegalArgumentException("there is no databox " + databoxId));
    var found = new JdbiRecords(databoxId, open(row.where()), settings);
    var other = records.putIfAbsent(databoxId, found);
    return other == null ? found : other;
  }

  @Override
  public Databox create(NewDatabox wish) {
    var taken =
        databoxes.rows(LibraryException::new).stream()
            .anyMatch(row -> row.name().equalsIgnoreCase(wish.name()));
    if (taken) {
      throw new IllegalArgumentException("there is a databox " + wish.name() + " already");
    }
    var document = StructureDocument.parse(filledIn(wish));
    var where = databoxes.beside(wish.name());
    int collection =
        open(where)
            .write(
                "make the databox " + wish.name(),
                handle ->
                    NewDataboxRows.isFilled(handle)
                        ? NewDataboxRows.firstCollection(handle)
                        : NewDataboxRows.fill(
                            handle, document, wish.collectionName(), settings.clock().instant()));
    int id =
        application.write(
            "make the databox " + wish.name(), handle -> mount(handle, wish, where, collection));
    return databox(id).orElseThrow();
  }

  private String filledIn(NewDatabox wish) {
    String storage = settings.storage().toString();
    return wish.templateXml()
        .replace("{{datapathnoweb}}", escaped(storage.endsWith("/") ? storage : storage + "/"))
        .replace("{{basename}}", wish.name());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private int mount(Handle handle, NewDatabox wish, Databoxes.Where where, int collection) {
    int databox =
        handle
            .createUpdate(
                """
                INSERT INTO sbas (ord, host, port, dbname, sqlengine, `user`, pwd, viewname)
                SELECT COALESCE(MAX(ord), 0) + 1, :host, :port, :name, :engine, :user, :password,
                  :viewName
                FROM sbas
                """)
            .bind("host", where.host())
            .bind("port", where.port())
            .bind("name", where.name())
            .bind("engine", databoxes.engine())
            .bind("user", where.user())
            .bind("password", where.password())
            .bind("viewName", RecordRows.cut(Dialect.of(handle).fit(wish.viewName()), LONGEST_NAME))
            .executeAndReturnGeneratedKeys()
            .mapTo(Integer.class)
            .one();
    handle
        .createUpdate(
            """
            INSERT INTO bas (ord, active, server_coll_id, aliases, sbas_id)
            VALUES (1, 1, :collection, '', :databox)
            """)
        .bind("collection", collection)
        .bind("databox", databox)
        .execute();
    return databox;
  }

  private Database open(Databoxes.Where where) {
    return databoxes.open(where, LibraryException::new);
  }

  private Databox read(Databoxes.Row row) {
    var mounted = mounted(row.id());
    return open(row.where())
        .read(
            "read the databox " + row.name(),
            handle ->
                new Databox(
                    row.id(),
                    row.name(),
                    row.viewName(),
                    structure(handle, row.name()),
                    fields(handle),
                    collections(handle, row.id(), mounted)));
  }

  /// A collection's row in `bas`.
  private record Mounted(int baseId, int collectionId) {}

  private List<Mounted> mounted(int databox) {
    return application.read(
        "list the collections",
        handle ->
            handle
                .createQuery(
                    """
                    SELECT base_id, server_coll_id FROM bas
                    WHERE sbas_id = :databox AND active = 1
                    ORDER BY ord, base_id
                    """)
                .bind("databox", databox)
                .map((row, _) -> new Mounted(row.getInt("base_id"), row.getInt("server_coll_id")))
                .list());
  }

  private static Structure structure(Handle handle, String name) {
    String xml =
        handle
            .createQuery("SELECT value FROM pref WHERE prop = 'structure' AND locale IS NULL")
            .mapTo(String.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(name + " has no structure document"));
    try {
      return StructureDocument.parse(xml).structure();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the structure of " + name + ": " + e.getMessage(), e);
    }
  }

  static List<Field> fields(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id, name, src, type, multi, `separator`, readonly, required, business, indexable,
                   aggregable, thumbtitle, sorter
            FROM metadatas_structure ORDER BY sorter, id
            """)
        .map(
            (row, _) -> {
              boolean multi = row.getBoolean("multi");
              String separator = row.getString("separator");
              String title = row.getString("thumbtitle");
              return new Field(
                  row.getInt("id"),
                  row.getString("name"),
                  row.getString("src"),
                  type(row.getString("type")),
                  multi,
                  multi && !separator.contains(";") ? separator + ";" : separator,
                  row.getBoolean("readonly"),
                  row.getBoolean("required"),
                  row.getBoolean("business"),
                  row.getBoolean("indexable"),
                  row.getInt("aggregable"),
                  title == null || title.isEmpty() ? "0" : title,
                  row.getInt("sorter"));
            })
        .list();
  }

  private static Field.Type type(String column) {
    return switch (column) {
      case "date" -> Field.Type.DATE;
      case "number" -> Field.Type.NUMBER;
      default -> Field.Type.STRING;
    };
  }

  private static List<Collection> collections(
      Handle handle, int databox, List<Mounted> mountedCollections) {
    var names =
        handle
            .createQuery("SELECT coll_id, asciiname FROM coll")
            .reduceRows(
                new HashMap<Integer, String>(),
                (all, row) -> {
                  all.put(
                      row.getColumn("coll_id", Integer.class),
                      row.getColumn("asciiname", String.class));
                  return all;
                });
    return mountedCollections.stream()
        .filter(each -> names.containsKey(each.collectionId()))
        .map(
            each ->
                new Collection(
                    each.baseId(),
                    databox,
                    each.collectionId(),
                    names.getOrDefault(each.collectionId(), "")))
        .toList();
  }
}
