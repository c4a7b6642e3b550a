package atelier.library;

/// A collection of a databox.
///
/// - Shape: `baseId` is its number in the whole site (`--collection`, rights), `collectionId` the
///   one in its databox (`record.coll_id`).
public record Collection(int baseId, int databoxId, int collectionId, String name) {}
