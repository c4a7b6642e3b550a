/// The house. Its rooms are the packages below; `docs/decisions/0007-rooms.md` has the plan.
///
/// What stands here is free in every room: [OutsideException].
@NullMarked
package atelier;

import org.jspecify.annotations.NullMarked;
