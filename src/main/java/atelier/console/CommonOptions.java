package atelier.console;

import atelier.app.Home;
import atelier.app.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every command: where the library is.
final class CommonOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Folder of the embedded library (default: var below the checkout).")
  private @Nullable Path home;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A configuration.yml of Phraseanet (default: $ATELIER_CONFIG, then"
              + " config/configuration.yml, else everything is embedded).")
  private @Nullable Path configuration;

  Options options() {
    return new Options(new Home(home == null ? root().resolve("var") : home), configuration());
  }

  private Optional<Path> configuration() {
    if (configuration != null) {
      return Optional.of(configuration);
    }
    String named = System.getenv("ATELIER_CONFIG");
    if (named != null && !named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    Path usual = root().resolve("config").resolve("configuration.yml");
    return Files.exists(usual) ? Optional.of(usual) : Optional.empty();
  }

  /// The checkout, as `bin/console` says.
  private static Path root() {
    String root = System.getenv("ATELIER_ROOT");
    return Path.of(root == null || root.isEmpty() ? "." : root);
  }
}
