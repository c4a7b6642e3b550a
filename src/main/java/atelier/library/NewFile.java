package atelier.library;

import java.nio.file.Path;

/// A finished file that shall become a record's document or sub-definition.
///
/// - Shape: `path` is where it lies for good.
/// - Units: pixels, 0 when unknown; bytes.
public record NewFile(Path path, int widthPixels, int heightPixels, String mime, long sizeBytes) {}
