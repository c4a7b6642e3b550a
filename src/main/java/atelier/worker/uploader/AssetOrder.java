package atelier.worker.uploader;

import atelier.delivery.Uploader;
import atelier.queue.BadMessageException;
import atelier.queue.Payload;
import java.net.URI;
import java.util.Optional;

/// The work order of createRecord: an asset that the uploader holds for us.
///
/// - Shape: `story` is a record's number in the databox that the asset goes to.
/// - Source: `docs/phraseanet.md`, messages.
public record AssetOrder(
    String asset, String commit, Uploader.Access access, Optional<Integer> story) {

  static AssetOrder read(Payload payload) {
    boolean verify = !payload.values().containsKey("verify_ssl") || payload.flag("verify_ssl");
    return new AssetOrder(
        named(payload, "asset"),
        named(payload, "commit_id"),
        new Uploader.Access(base(payload), payload.text("assetToken"), verify),
        payload.optionalInteger("storyId").map(Math::toIntExact));
  }

  private static String named(Payload payload, String key) {
    String text = payload.text(key);
    if (text.isBlank()) {
      throw new BadMessageException("payload." + key + " is empty");
    }
    return text;
  }

  private static URI base(Payload payload) {
    String text = payload.text("base_url");
    try {
      URI base = URI.create(text);
      if (base.getHost() != null && String.valueOf(base.getScheme()).matches("(?i)https?")) {
        return base;
      }
    } catch (IllegalArgumentException _) {
      // Told below.
    }
    throw new BadMessageException("payload.base_url is no address of http or https");
  }

  /// By which the asset is known for good.
  String source() {
    String source = "upload:" + commit + ":" + asset;
    if (source.length() > 255) {
      throw new IllegalArgumentException("the names of commit and asset are too long");
    }
    return source;
  }
}
