package atelier.media.samples;

/// A picture as a function of the place.
@FunctionalInterface
interface Motif {
  /// - Units: `x` from 0 (left) to the picture's width divided by its height; `y` from 0 (top) to
  ///   1.
  Color at(double x, double y);
}
