package atelier.job;

import java.time.Duration;

/// Decides whether the process that owns an execution is dead.
///
/// - Shape: on our own host the system knows, at once; for other hosts a silence of more than 30 s
///   by the store's clock means dead.
/// - Thread-safe.
public final class Liveness implements JobStore.OwnerCheck {
  static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(30);

  private final ProcessIdentity self;
  private final JobStore store;

  public Liveness(ProcessIdentity self, JobStore store) {
    this.self = self;
    this.store = store;
  }

  @Override
  public boolean isDead(String processText) {
    if (processText.equals(self.text())) {
      return false;
    }
    return ProcessIdentity.parse(processText)
        .map(owner -> isOurs(owner) ? isGone(owner) : isSilent(processText))
        .orElseGet(() -> isSilent(processText));
  }

  private boolean isOurs(ProcessIdentity owner) {
    return owner.host().equals(self.host())
        && (!owner.bootId().equals(self.bootId())
            || owner.pidNamespace().equals(self.pidNamespace()));
  }

  private boolean isGone(ProcessIdentity owner) {
    if (!owner.bootId().equals(self.bootId())) {
      return true;
    }
    return ProcessIdentities.startTicks(owner.pid())
        .map(start -> start != owner.startTicks())
        .orElse(true);
  }

  private boolean isSilent(String processText) {
    return store
        .silence(processText)
        .map(silence -> silence.compareTo(HEARTBEAT_TIMEOUT) > 0)
        .orElse(true);
  }
}
