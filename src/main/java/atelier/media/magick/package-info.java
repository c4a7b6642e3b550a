/// The few pictures that libvips gets wrong or does not read, by ImageMagick.
///
/// - For: `app`.
/// - Front door: [InkedLayers], [ElderPictures].
/// - May use: what `media` may.
/// - Behind it: `docs/decisions/0004-tools-as-processes.md`.
@NullMarked
package atelier.media.magick;

import org.jspecify.annotations.NullMarked;
