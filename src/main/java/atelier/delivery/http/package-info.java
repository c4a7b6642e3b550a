/// Partners that are spoken to over HTTP, through the JDK's own client.
///
/// - For: `app`, which hands it out as [atelier.delivery.Uploader].
/// - Front door: [HttpUploader].
/// - May use: `delivery`, `json`. Must not know records and jobs.
/// - Behind it: `docs/phraseanet.md` (uploads).
@NullMarked
package atelier.delivery.http;

import org.jspecify.annotations.NullMarked;
