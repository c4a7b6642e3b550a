package atelier.store;

import atelier.job.JobStore;
import atelier.job.JobStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The ledger on MariaDB.
@ParameterizedClass
@EnumSource(
    value = TestServer.Flavour.class,
    names = {"PHRASEANET", "STRICT"})
final class JdbiJobStoreOnMariaDbIT extends JobStoreContract {
  private final TestServer.Flavour flavour;
  private TestServer server;
  private ApplicationBox box;
  private ApplicationBox elsewhere;

  JdbiJobStoreOnMariaDbIT(TestServer.Flavour flavour) {
    this.flavour = flavour;
  }

  @BeforeEach
  void open(@TempDir Path storage) {
    server = TestServer.given(storage);
    server.prepare(flavour);
    box = server.open();
    elsewhere = server.open();
  }

  @AfterEach
  void close() {
    elsewhere.close();
    box.close();
  }

  @Override
  protected JobStore store() {
    return box.jobs();
  }

  @Override
  protected JobStore sameStoreElsewhere() {
    return elsewhere.jobs();
  }

  @Override
  protected void letPass(Duration time) {
    server.change(
        TestServer.APPLICATION,
        "UPDATE atelier_process SET heard = heard - %d".formatted(time.toMillis()));
  }
}
