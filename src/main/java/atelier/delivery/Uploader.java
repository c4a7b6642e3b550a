package atelier.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The service through which people upload files: hands over assets one by one.
///
/// - Errors: every method throws [DeliveryException] when it cannot be reached or says no.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, uploads.
public interface Uploader {
  /// What the service knows of an asset.
  Asset asset(Access access, String id) throws InterruptedException;

  /// Fetches an asset's file.
  ///
  /// - Shape: `target` is a new file; it is gone when this fails.
  void download(Access access, Asset asset, Path target) throws InterruptedException;

  /// Says that the asset is in good hands; may be said again.
  void acknowledge(Access access, String id) throws InterruptedException;

  /// Where the service is, and what lets us in.
  record Access(URI base, String token, boolean verifyCertificate) {
    /// The token stays unsaid.
    @Override
    public String toString() {
      return "Access[base=" + base + "]";
    }
  }

  /// - Shape: `form` = what the person who uploaded it filled in, plain JSON values.
  record Asset(String originalName, URI url, Map<String, Object> form) {
    public Asset {
      form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
    }
  }
}
