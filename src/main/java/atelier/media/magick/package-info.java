/// The few pictures that libvips gets wrong, by ImageMagick.
///
/// - For: `app`.
/// - Front door: [InkedLayers].
/// - May use: what `media` may.
/// - Behind it: `docs/decisions/0004-tools-as-processes.md`.
@NullMarked
package atelier.media.magick;

import org.jspecify.annotations.NullMarked;
