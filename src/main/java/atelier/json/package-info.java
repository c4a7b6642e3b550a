/// The one place that knows how JSON is read and written.
///
/// - For: envelopes, job payloads, tool output, `--format json`.
/// - Front door: [Json].
/// - May use: nothing of the house; Jackson. Must not know what the texts mean.
/// - Behind it: `docs/decisions/0005-one-room-for-json.md`.
@NullMarked
package atelier.json;

import org.jspecify.annotations.NullMarked;
