package atelier.job;

import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Settings of one queue that lie over the configured ones.
///
/// - Shape: an empty part is as configured.
public record Overlay(
    Optional<Integer> maxRetry, Optional<Duration> retryDelay, Optional<Duration> delayedDelay) {
  public static final Overlay NOTHING =
      new Overlay(Optional.empty(), Optional.empty(), Optional.empty());

  /// All settings that a type has, said outright.
  public static Overlay of(QueueType type, QueueSettings settings) {
    return new Overlay(
        Optional.of(settings.maxRetry()),
        Optional.of(settings.retryDelay()),
        Topology.hasDelayed(type) ? Optional.of(settings.delayedDelay()) : Optional.empty());
  }

  /// The settings in force.
  ///
  /// - Errors: [IllegalArgumentException] that names the setting, its value and what is allowed.
  public QueueSettings over(QueueSettings configured) {
    return new QueueSettings(
        maxRetry.orElse(configured.maxRetry()),
        retryDelay.orElse(configured.retryDelay()),
        delayedDelay.orElse(configured.delayedDelay()));
  }

  /// A topology with overlays over its settings.
  public static Topology over(Topology configured, Map<QueueType, Overlay> overlays) {
    var settings = new EnumMap<QueueType, QueueSettings>(QueueType.class);
    settings.putAll(configured.settings());
    overlays.forEach(
        (type, overlay) -> settings.put(type, overlay.over(configured.settings(type))));
    return new Topology(settings, configured.failedTtl(), configured.kind());
  }

  /// Where `later` says nothing, this holds on.
  public Overlay with(Overlay later) {
    return new Overlay(
        later.maxRetry.or(() -> maxRetry),
        later.retryDelay.or(() -> retryDelay),
        later.delayedDelay.or(() -> delayedDelay));
  }
}
