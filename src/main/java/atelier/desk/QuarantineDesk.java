package atelier.desk;

import atelier.library.Library;
import atelier.library.Quarantine;
import atelier.library.Quarantine.Arrival;
import atelier.worker.intake.Intake;
import atelier.worker.intake.Taken;
import java.util.List;
import java.util.function.Supplier;

/// The operator's desk at the quarantine.
///
/// - Errors: [NotFoundException] for what does not exist; [atelier.OutsideException] when a part of
///   the outside is away.
/// - Thread-safe.
public final class QuarantineDesk {
  private final Library library;
  private final Quarantine quarantine;
  private final Supplier<Intake> intake;

  public QuarantineDesk(Library library, Quarantine quarantine, Supplier<Intake> intake) {
    this.library = library;
    this.quarantine = quarantine;
    this.intake = intake;
  }

  /// Files with a greater number than `after`, in their order, at most `limit`.
  public List<Quarantined> list(int after, int limit) {
    return quarantine.list(after, limit).stream().map(this::named).toList();
  }

  public Quarantined find(int id) {
    return named(arrival(id));
  }

  /// Makes a record of a file, whatever it failed; what it has become.
  public Taken accept(int id) throws InterruptedException {
    return intake.get().accept(arrival(id));
  }

  /// Throws a file away.
  public void reject(int id) {
    intake.get().reject(arrival(id));
  }

  private Arrival arrival(int id) {
    return quarantine
        .find(id)
        .orElseThrow(() -> new NotFoundException("there is no file " + id + " in quarantine"));
  }

  private Quarantined named(Arrival arrival) {
    return new Quarantined(
        arrival, library.collection(arrival.baseId()).map(each -> each.name()).orElse(""));
  }

  /// A file in quarantine, and the name of its collection; empty when that is gone.
  public record Quarantined(Arrival arrival, String collection) {}
}
