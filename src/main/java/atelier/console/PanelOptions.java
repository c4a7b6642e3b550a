package atelier.console;

import atelier.app.Atelier;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of commands that open the panel: where it listens.
final class PanelOptions {
  private static final int USUAL_PORT = 8080;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where the panel listens (default: 127.0.0.1, for this machine alone).")
  private String host = "127.0.0.1";

  @Option(names = "--port", paramLabel = "PORT", description = "The panel's port (default: 8080).")
  private @Nullable Integer port;

  /// - Errors: [IllegalArgumentException] when the port cannot be had.
  URI open(Atelier atelier) {
    return atelier.openPanel(host, port == null ? USUAL_PORT : port);
  }

  /// On the usual port or, unless one was asked for, on any that is free.
  URI openSomewhere(Atelier atelier) {
    try {
      return open(atelier);
    } catch (IllegalArgumentException e) {
      if (port != null) {
        throw e;
      }
      return atelier.openPanel(host, 0);
    }
  }
}
