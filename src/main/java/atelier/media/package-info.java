/// Making and reading media files: what is asked, limits, and how tools are kept in bounds.
///
/// - For: `worker`.
/// - Front doors: [SubdefMaker], [MetadataTool], [MimeDetector]; for tools [ToolRun], [KeptTools],
///   [Containment], [MemoryGate].
/// - May use: `library`, `json`. Must not know which tool does it (the sub-rooms do, and only `app`
///   knows them), nor jobs and tables.
/// - Behind it: `docs/decisions/0004-tools-as-processes.md`, `0010-tools-in-namespaces.md`,
///   `0011-memory-admission.md`, `docs/phraseanet.md` (sub-definitions, metadata).
@NullMarked
package atelier.media;

import org.jspecify.annotations.NullMarked;
