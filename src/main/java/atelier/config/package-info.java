/// The settings: Phraseanet's `configuration.yml`, read once at start and checked.
///
/// - For: `app` alone.
/// - Front door: [Configuration].
/// - May use: `queue`, `library`, `json`; the YAML library. Must not know what is made of the
///   settings.
/// - Behind it: `docs/phraseanet.md` (configuration).
@NullMarked
package atelier.config;

import org.jspecify.annotations.NullMarked;
