/// Sample pictures made from code, for somebody who has none at hand.
///
/// - For: `app`, for `bin/console demo`.
/// - Front door: [SampleMedia].
/// - May use: `media`. Must not know records and jobs.
/// - Behind it: the README; the pictures are given away under CC0-1.0.
@NullMarked
package atelier.media.samples;

import org.jspecify.annotations.NullMarked;
