package atelier.app;

import java.nio.file.Path;
import java.util.Optional;

/// How the program was asked to start.
///
/// - Shape: no `configuration` = everything embedded.
public record Options(Home home, Optional<Path> configuration) {}
