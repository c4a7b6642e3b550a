package atelier.panel;

import atelier.OutsideException;
import atelier.desk.OverviewDesk;
import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells open pages that something changed, by server-sent events; they then ask for what they
/// show.
///
/// - Shape: an event `changed` at most each second, and a comment now and then, by which lost
///   browsers are noticed.
/// - Thread-safe; looks on one thread of its own, and only while somebody listens.
final class Live implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Live.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int LOOKS_BETWEEN_SIGNS = 15;

  /// More open pages than this share what is left of the browser's patience, not of our memory.
  private static final int MOST_LISTENERS = 200;

  private final OverviewDesk desk;
  private final Sessions sessions;
  private final Set<SseClient> listeners = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  Live(OverviewDesk desk, Sessions sessions) {
    this.desk = desk;
    this.sessions = sessions;
  }

  void routes(RoutesConfig routes) {
    routes.sse("/live", this::listen, Access.VIEWER);
  }

  void start() {
    Thread.ofVirtual().name("live").start(this::run);
  }

  private void listen(SseClient client) {
    if (listeners.size() >= MOST_LISTENERS) {
      client.close();
      return;
    }
    client.keepAlive();
    client.onClose(() -> listeners.remove(client));
    listeners.add(client);
    client.sendComment("listening");
  }

  private void run() {
    Instant known = Instant.EPOCH;
    int looks = 0;
    try {
      while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        looks = (looks + 1) % LOOKS_BETWEEN_SIGNS;
        if (!listeners.isEmpty()) {
          known = look(known, looks == 0);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Instant look(Instant known, boolean sign) {
    try {
      Instant latest = desk.lastChange();
      for (SseClient listener : listeners) {
        tell(listener, !latest.equals(known), sign);
      }
      return latest;
    } catch (OutsideException e) {
      log.debug("nobody can be told of changes just now: {}", e.getMessage());
      return known;
    } catch (RuntimeException e) {
      log.warn("open pages could not be told of a change", e);
      return known;
    }
  }

  private void tell(SseClient listener, boolean changed, boolean sign) {
    if (sessions.find(listener.ctx().cookie(Visit.SESSION), false).isEmpty()) {
      listener.close();
    } else if (changed) {
      listener.sendEvent("changed", "");
    } else if (sign) {
      listener.sendComment("still here");
    }
  }

  @Override
  public void close() {
    closed.countDown();
    listeners.forEach(SseClient::close);
  }
}
