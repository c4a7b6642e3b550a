/// Taking files in: from a file on a disk to a record with its messages.
///
/// - For: `desk`, and the workers that bring files.
/// - Front door: [Intake].
/// - May use: what `worker` may; not the other parts of `worker`.
/// - Behind it: `docs/phraseanet.md` (record creation).
@NullMarked
package atelier.worker.intake;

import org.jspecify.annotations.NullMarked;
