package atelier.library;

import java.util.List;
import java.util.Optional;

/// One content database: its structure, fields and collections.
///
/// - Shape: `id` is `sbas_id`; `name` the schema's name; `viewName` what people read.
public record Databox(
    int id,
    String name,
    String viewName,
    Structure structure,
    List<Field> fields,
    List<Collection> collections) {
  public Databox {
    fields = List.copyOf(fields);
    collections = List.copyOf(collections);
  }

  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /// Finds a collection by its number in this databox.
  public Optional<Collection> collection(int collectionId) {
    return collections.stream().filter(each -> each.collectionId() == collectionId).findFirst();
  }
}
