package atelier.queue.qpid;

import atelier.queue.BrokerException;
import atelier.queue.InsideView;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The broker in this process. One process hosts it for a folder; the others find its address
/// there.
///
/// - Shape: below the folder lie `broker.lock` (held by the host, released by the system when it
///   dies), `broker.json` (the address, mode 0600, written by the host) and `broker/store` (the
///   messages). The port and the password are new at every start.
/// - Source: `docs/decisions/0001-embedded-broker.md`.
///
/// Thread-safe.
public final class EmbeddedBroker implements InsideView, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String USER = "atelier";
  private static final int PASSWORD_BYTES = 24;

  // The folders this process hosts for. Static because a file lock belongs to the whole process:
  // closing a second channel on the lock file would let go of it (`FileLock`'s platform notes).
  private static final Set<Path> HOSTED = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel lock;
  private final QpidServer server;
  private final BrokerAddress address;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(Path folder, FileChannel lock, QpidServer server, BrokerAddress address) {
    this.folder = folder;
    this.lock = lock;
    this.server = server;
    this.address = address;
  }

  /// Starts the broker, unless another process hosts it for this folder, or this one does already.
  ///
  /// - Errors: [BrokerException] when it cannot start; another may then host.
  public static Optional<EmbeddedBroker> host(Path folder) {
    try {
      Path real = Files.createDirectories(folder).toRealPath();
      if (!HOSTED.add(real)) {
        return Optional.empty();
      }
      boolean hosts = false;
      try {
        Optional<EmbeddedBroker> broker = hostAlone(real);
        hosts = broker.isPresent();
        return broker;
      } finally {
        if (!hosts) {
          HOSTED.remove(real);
        }
      }
    } catch (IOException e) {
      throw new BrokerException("cannot host the broker in " + folder, e);
    }
  }

  private static Optional<EmbeddedBroker> hostAlone(Path folder) throws IOException {
    FileChannel lock =
        FileChannel.open(
            folder.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean hosts = false;
    try {
      if (lock.tryLock() == null) {
        return Optional.empty(); // Another process hosts.
      }
      Optional<EmbeddedBroker> broker = Optional.of(start(folder, lock));
      hosts = true;
      return broker;
    } finally {
      if (!hosts) {
        lock.close();
      }
    }
  }

  /// Where the broker of a folder listens, as its host wrote it down; nothing when there was none
  /// yet. After a host's sudden death it is the old address until another takes over.
  public static Optional<BrokerAddress> address(Path folder) {
    Path file = addressFile(folder);
    try {
      return Files.exists(file) ? BrokerAddress.parse(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new BrokerException("cannot read the broker's address from " + file, e);
    }
  }

  public BrokerAddress address() {
    return address;
  }

  /// False when it has stopped by itself, as after a failure of its disk. Close it then.
  public boolean isAlive() {
    return server.isAlive();
  }

  /// Its queues; nothing once it is closed.
  @Override
  public Optional<List<InsideQueue>> queues() {
    return closed.get() ? Optional.empty() : Optional.of(server.queues());
  }

  /// Stops the broker and lets others host. What it holds stays on disk. A second close does
  /// nothing.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (lock) {
      Files.deleteIfExists(addressFile(folder));
      server.close();
    } catch (IOException e) {
      log.warn("The broker's address may have stayed behind: {}", e.getMessage());
    } finally {
      HOSTED.remove(folder);
    }
  }

  private static EmbeddedBroker start(Path folder, FileChannel lock) throws IOException {
    String password = password();
    var server = QpidServer.start(folder.resolve("broker"), USER, password);
    try {
      var address =
          new BrokerAddress(
              "127.0.0.1", server.port(), USER, password, ProcessHandle.current().pid());
      write(addressFile(folder), address.toJson());
      return new EmbeddedBroker(folder, lock, server, address);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Path addressFile(Path folder) {
    return folder.resolve("broker.json");
  }

  /// Never readable by others, never half there.
  private static void write(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    Files.createFile(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(beside, text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
