package atelier.panel;

import atelier.library.Role;
import io.javalin.security.RouteRole;
import java.util.Optional;

/// Who may use a route.
enum Access implements RouteRole {
  /// Everybody, also without a session.
  ANYBODY,
  VIEWER,
  OPERATOR,
  ADMINISTRATOR;

  /// The role that is needed; empty = none.
  Optional<Role> role() {
    return switch (this) {
      case ANYBODY -> Optional.empty();
      case VIEWER -> Optional.of(Role.VIEWER);
      case OPERATOR -> Optional.of(Role.OPERATOR);
      case ADMINISTRATOR -> Optional.of(Role.ADMINISTRATOR);
    };
  }
}
