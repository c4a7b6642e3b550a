/// The door for the keyboard: commands, their output, their exit codes.
///
/// - For: people and scripts.
/// - Front door: [Console].
/// - May use: `app` to open the program, `desk` to do things, and what their answers are made of.
///   Must not do anything itself that the desk does not offer.
/// - Behind it: the README.
@NullMarked
package atelier.console;

import org.jspecify.annotations.NullMarked;
