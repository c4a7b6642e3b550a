package atelier.job;

/// Told by a worker how far its work is.
///
/// - Thread-safe: may be told from any thread and as often as one likes; the newest counts.
@FunctionalInterface
public interface Headway {
  /// Listens to nobody.
  Headway UNHEARD = _ -> {};

  /// - Units: `fraction` 0 to 1 of the whole work.
  void at(double fraction);
}
