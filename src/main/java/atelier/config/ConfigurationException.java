package atelier.config;

/// A configuration that cannot be used; the message names the file, the key's path and what is
/// allowed.
public final class ConfigurationException extends RuntimeException {
  public ConfigurationException(String message) {
    super(message);
  }
}
