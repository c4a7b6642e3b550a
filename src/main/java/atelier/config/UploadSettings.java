package atelier.config;

import atelier.library.BorderRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What concerns files that come in from outside.
///
/// - Shape: `border` the checks they have to pass; `quarantine` the folder for those that do not,
///   empty = below our own; `proxy` through which they are fetched.
/// - Source: `border-manager`, `main.storage.lazaret`, `network-proxies.http-proxy`.
public record UploadSettings(
    List<BorderRule> border, Optional<Path> quarantine, Optional<Proxy> proxy) {
  /// Nothing is checked, all is near.
  public static final UploadSettings NONE =
      new UploadSettings(List.of(), Optional.empty(), Optional.empty());

  public UploadSettings {
    border = List.copyOf(border);
  }

  /// An HTTP proxy; user and password empty when it asks for none.
  public record Proxy(String host, int port, String user, String password) {
    /// The password stays unsaid.
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
