package atelier.panel;

import atelier.desk.QueueDesk;
import atelier.desk.QueueDesk.Changed;
import atelier.desk.QueueLine;
import atelier.desk.SignedDesk;
import atelier.job.Overlay;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// General settings: how often and after what time each kind of work is tried again.
///
/// - Units: seconds in the form, with a fraction where that is needed.
public final class SettingsPage {
  private static final String PLACE = "/worker-manager/settings";
  private static final int MOST_TRIES = 1000;
  private static final Duration LONGEST_DELAY = Duration.ofDays(30);

  private final QueueDesk queues;
  private final SignedDesk signed;
  private final Views views;
  private final Clock clock;

  SettingsPage(QueueDesk queues, SignedDesk signed, Views views, Clock clock) {
    this.queues = queues;
    this.signed = signed;
    this.views = views;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get(PLACE, this::show, Access.VIEWER);
    routes.post(PLACE + "/{type}", this::save, Access.ADMINISTRATOR);
  }

  /// All queues with their settings.
  public record View(Frame frame, List<Row> rows, String notice, List<String> warnings) {}

  /// One queue.
  ///
  /// - Shape: a value that was not changed is empty, and its `usual` one the placeholder; `delayed`
  ///   of a type without a delayed queue is nothing to set; `pending` says what does not hold yet,
  ///   empty when everything does.
  public record Row(
      String type,
      Value tries,
      Value retry,
      Optional<Value> delayed,
      boolean loop,
      String pending) {}

  /// What is set, and what holds without.
  public record Value(String set, String usual) {
    static Value of(String wished, String usual) {
      return new Value(wished.equals(usual) ? "" : wished, usual);
    }
  }

  private void show(Context context) {
    Frame frame = Visit.frame(context, clock);
    String saved = context.queryParam("saved");
    String notice =
        saved != null && QueueType.ofName(saved).isPresent()
            ? frame.t("settings.saved", saved)
            : "";
    show(context, notice, List.of());
  }

  private void show(Context context, String notice, List<String> warnings) {
    Frame frame = Visit.frame(context, clock).at("worker-manager/settings", "settings.title");
    views.page(
        context,
        "settings",
        new View(
            frame,
            queues.overview().lines().stream().map(line -> row(line, frame)).toList(),
            notice,
            warnings));
  }

  private static Row row(QueueLine line, Frame frame) {
    QueueSettings wished = line.settings().wished();
    QueueSettings usual = line.settings().configured();
    return new Row(
        line.type().queueName(),
        Value.of(String.valueOf(wished.maxRetry()), String.valueOf(usual.maxRetry())),
        Value.of(seconds(wished.retryDelay()), seconds(usual.retryDelay())),
        Topology.hasDelayed(line.type())
            ? Optional.of(Value.of(seconds(wished.delayedDelay()), seconds(usual.delayedDelay())))
            : Optional.empty(),
        line.type().family() == QueueType.Family.LOOP,
        line.pending().stream()
            .findFirst()
            .map(
                each ->
                    frame.t(
                        "settings.pending",
                        each.queue().text(),
                        each.inForce().orElse("–"),
                        each.pending().orElse("–")))
            .orElse(""));
  }

  private static String seconds(Duration duration) {
    return new BigDecimal(duration.toMillis())
        .movePointLeft(3)
        .stripTrailingZeros()
        .toPlainString();
  }

  private void save(Context context) {
    String name = context.pathParam("type");
    QueueType type =
        QueueType.ofName(name)
            .orElseThrow(() -> new IllegalArgumentException("there is no queue " + name));
    var change =
        new Overlay(
            tries(context.formParam("tries")),
            delay("delay", context.formParam("retry")),
            delay("delay when busy", context.formParam("delayed")));
    // What was left empty is as it would be without us.
    Changed changed = signed.change(Visit.account(context), type, change, true);
    Frame frame = Visit.frame(context, clock);
    var warnings = new ArrayList<String>();
    changed.pending().forEach(each -> warnings.add(each.queue() + ": " + each));
    changed.unwritten().ifPresent(why -> warnings.add(frame.t("settings.unwritten", why)));
    if (warnings.isEmpty()) {
      context.redirect(PLACE + "?saved=" + type, HttpStatus.SEE_OTHER);
    } else {
      show(context, frame.t("settings.saved", type), List.copyOf(warnings));
    }
  }

  private static Optional<Integer> tries(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    if (!text.strip().matches("[0-9]{1,4}") || Integer.parseInt(text.strip()) > MOST_TRIES) {
      throw new IllegalArgumentException(
          "the number of tries is \"" + text + "\", allowed: 1 to " + MOST_TRIES);
    }
    return Optional.of(Integer.parseInt(text.strip()));
  }

  private static Optional<Duration> delay(String what, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    String typed = text.strip().replace(',', '.');
    if (!typed.matches("[0-9]{1,7}([.][0-9]{1,3})?")) {
      throw new IllegalArgumentException(
          "the " + what + " is \"" + text + "\", allowed: a number of seconds");
    }
    Duration delay = Duration.ofMillis(new BigDecimal(typed).movePointRight(3).longValueExact());
    if (delay.isZero() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "the " + what + " is " + text + " s, allowed: 0.001 to " + LONGEST_DELAY.toSeconds());
    }
    return Optional.of(delay);
  }
}
