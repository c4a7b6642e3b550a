package atelier.panel;

import atelier.OutsideException;
import atelier.desk.ForbiddenException;
import atelier.desk.NotFoundException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is shown when a page cannot be: what happened, and what to do next.
public final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  private final Views views;
  private final Clock clock;

  Faults(Views views, Clock clock) {
    this.views = views;
    this.clock = clock;
  }

  /// - Shape: `what` = the message of whoever refused; `next` = what to do.
  public record View(Frame frame, int status, String what, String next) {}

  void routes(RoutesConfig routes) {
    routes.exception(Exception.class, (failure, context) -> show(context, failure));
    routes.error(404, this::notFound);
  }

  private void show(Context context, Exception failure) {
    switch (failure) {
      case NotFoundException _ ->
          show(context, HttpStatus.NOT_FOUND, message(failure), "fault.look");
      case ForbiddenException _ ->
          show(context, HttpStatus.FORBIDDEN, message(failure), "fault.ask");
      case IllegalArgumentException _ ->
          show(context, HttpStatus.BAD_REQUEST, message(failure), "fault.back");
      case OutsideException _ -> {
        log.warn("{} cannot be shown: {}", context.path(), failure.getMessage());
        show(context, HttpStatus.SERVICE_UNAVAILABLE, message(failure), "fault.later");
      }
      case HttpResponseException refusal ->
          show(context, HttpStatus.forStatus(refusal.getStatus()), message(failure), "fault.back");
      default -> {
        log.error("{} met a fault in Atelier itself", context.path(), failure);
        show(context, HttpStatus.INTERNAL_SERVER_ERROR, "", "fault.log");
      }
    }
  }

  private void notFound(Context context) {
    if (context.result() == null || context.result().equals("Not Found")) {
      show(context, HttpStatus.NOT_FOUND, "", "fault.look");
    }
  }

  private void show(Context context, HttpStatus status, String what, String next) {
    Frame frame = Visit.frame(context, clock);
    Frame titled = frame.at("", "fault." + status.getCode() / 100 + "00");
    context.status(status);
    views.pageOrPart(
        context, "fault", "fault-part", new View(titled, status.getCode(), what, frame.t(next)));
  }

  private static String message(Exception failure) {
    return failure.getMessage() == null ? "" : failure.getMessage();
  }
}
