package atelier.media;

/// Told how far a long piece of work is.
///
/// - Thread-safe: may be told from any thread, as often as the tool says something.
@FunctionalInterface
public interface Progress {
  /// Listens to nobody.
  Progress IGNORED = _ -> {};

  /// - Units: `fraction` 0 to 1, of the whole order; never smaller than before.
  void at(double fraction);
}
