/// The door for the browser: pages, their parts, who may see them.
///
/// - For: people with a browser, and programs that watch (`/healthz`, `/readyz`, `/metrics`).
/// - Front door: [Panel].
/// - May use: `desk` to do things, and what its answers are made of; Javalin and jte. Must not do
///   anything itself that the desk does not offer, and not know which database or broker serves it.
/// - Templates: `src/main/jte`, one for each page and each part that is renewed by itself.
/// - Behind it: `docs/decisions/0013-panel.md`.
@NullMarked
package atelier.panel;

import org.jspecify.annotations.NullMarked;
