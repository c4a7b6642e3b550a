package atelier.desk;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.HandClock;
import atelier.desk.DoorDesk.Answer;
import atelier.job.Audit;
import atelier.library.Account;
import atelier.library.Role;
import atelier.library.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who may come in, and how often one may try.
class DoorDeskTest {
  private static final Account ADA = new Account(1, "ada", Role.ADMINISTRATOR, "en");
  private static final String HERE = "127.0.0.1";

  private final HandClock clock = new HandClock(Instant.parse("2026-08-07T12:00:00Z"));
  private final Notes notes = new Notes();
  private final DoorDesk door = new DoorDesk(new OnlyAda(), notes, clock);

  @Test
  void the_right_password_opens_and_is_noted() {
    assertThat(door.signIn("ada", "secret", HERE)).isEqualTo(new Answer.Welcome(ADA));
    assertThat(door.signIn("ada", "wrong", HERE)).isEqualTo(new Answer.Refused());

    assertThat(notes.taken).containsExactly("ada sign-in", "ada sign-in refused");
  }

  @Test
  void after_five_failures_even_the_right_password_has_to_wait() {
    for (int i = 0; i < DoorDesk.TRIES; i++) {
      assertThat(door.signIn("ADA", "wrong", HERE)).isEqualTo(new Answer.Refused());
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(door.signIn("ada ", "secret", "10.0.0.1"))
        .isEqualTo(new Answer.Wait(DoorDesk.WINDOW.minusSeconds(5)));
    assertThat(door.signIn("grace", "secret", HERE)).isEqualTo(new Answer.Refused());

    clock.advance(DoorDesk.WINDOW.minusSeconds(5));
    assertThat(door.signIn("ada", "secret", HERE)).isEqualTo(new Answer.Welcome(ADA));
  }

  @Test
  void an_address_that_tries_many_logins_has_to_wait() {
    for (int i = 0; i < DoorDesk.TRIES_OF_ADDRESS; i++) {
      assertThat(door.signIn("login" + i, "wrong", HERE)).isEqualTo(new Answer.Refused());
    }

    assertThat(door.signIn("ada", "secret", HERE)).isEqualTo(new Answer.Wait(DoorDesk.WINDOW));
    assertThat(door.signIn("ada", "secret", "10.0.0.1")).isEqualTo(new Answer.Welcome(ADA));
  }

  @Test
  void coming_in_makes_up_for_failures() {
    for (int round = 0; round < 5; round++) {
      for (int i = 1; i < DoorDesk.TRIES; i++) {
        assertThat(door.signIn("ada", "wrong", "10.0.0." + round)).isEqualTo(new Answer.Refused());
      }
      assertThat(door.signIn("ada", "secret", "10.0.0." + round))
          .isEqualTo(new Answer.Welcome(ADA));
    }
  }

  private static final class OnlyAda implements Users {
    @Override
    public Optional<Account> authenticate(String login, String password) {
      return login.equals("ada") && password.equals("secret") ? Optional.of(ADA) : Optional.empty();
    }

    @Override
    public Optional<Account> account(int user) {
      return user == ADA.id() ? Optional.of(ADA) : Optional.empty();
    }

    @Override
    public void role(int user, Role role) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void addAdministrator(String login, String email, String password) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Integer> find(String login) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Integer> findByEmail(String email) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isThere(int user) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean mayEditRecords(int user, int baseId) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Notes implements Audit {
    private final List<String> taken = new ArrayList<>();

    @Override
    public void note(String actor, String action, String target, String details) {
      taken.add(actor + " " + action);
    }

    @Override
    public List<Entry> list(long before, int limit) {
      throw new UnsupportedOperationException();
    }
  }
}
