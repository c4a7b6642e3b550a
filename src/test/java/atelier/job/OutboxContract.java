package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.Outbox.Waiting;
import atelier.library.Announcement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every outbox does.
public abstract class OutboxContract {
  /// The outbox under test, empty at the test's start, with the databoxes 1 and 2.
  protected abstract Outbox outbox();

  /// Commits a change of a databox that announces this.
  protected abstract void announce(int databox, Announcement announcement) throws Exception;

  @Test
  void nothing_waits_at_first() {
    assertThat(outbox().count()).isZero();
    assertThat(outbox().waiting(10)).isEmpty();
  }

  @Test
  void what_was_announced_waits_the_oldest_first() throws Exception {
    announce(1, anAnnouncement("first"));
    announce(2, anAnnouncement("other"));
    announce(1, anAnnouncement("second"));

    assertThat(outbox().count()).isEqualTo(3);
    assertThat(outbox().waiting(10))
        .extracting(Waiting::announcement)
        .containsExactly(
            anAnnouncement("first"), anAnnouncement("second"), anAnnouncement("other"));
    assertThat(outbox().waiting(1))
        .extracting(each -> each.announcement().key())
        .containsExactly("first", "other");
  }

  @Test
  void what_was_published_is_forgotten_and_nothing_else() throws Exception {
    announce(1, anAnnouncement("first"));
    announce(1, anAnnouncement("second"));
    announce(2, anAnnouncement("other"));
    var sent = outbox().waiting(1);

    outbox().published(sent);
    outbox().published(sent);
    outbox().published(List.of());

    assertThat(outbox().waiting(10))
        .extracting(each -> each.announcement().key())
        .containsExactly("second");
  }

  @Test
  void a_key_that_was_published_may_be_announced_again() throws Exception {
    announce(1, anAnnouncement("first"));
    outbox().published(outbox().waiting(10));

    announce(1, anAnnouncement("first"));

    assertThat(outbox().count()).isEqualTo(1);
  }

  private static Announcement anAnnouncement(String key) {
    return new Announcement(
        key,
        "subdefCreation",
        Map.of("recordId", 12, "subdefName", "préview", "deep", Map.of("a", 1)));
  }
}
