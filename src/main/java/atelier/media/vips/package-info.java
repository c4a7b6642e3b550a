/// Still pictures through libvips, in child processes.
///
/// - For: `app`, which hands it out as [atelier.media.SubdefMaker].
/// - Front door: [VipsImages]. [VipsChild] is the main class of the children; only they load
///   libvips, so a crash or a hostile picture costs a child and one job.
/// - May use: `media`, `library`, the JDK's foreign functions. Must not know records and jobs.
/// - Behind it: `docs/decisions/0004-tools-as-processes.md`, `0010-tools-in-namespaces.md`,
///   `0011-memory-admission.md`, `docs/phraseanet.md` (image outputs);
///   <https://www.libvips.org/API/current/>.
@NullMarked
package atelier.media.vips;

import org.jspecify.annotations.NullMarked;
