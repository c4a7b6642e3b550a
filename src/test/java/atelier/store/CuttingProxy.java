package atelier.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Stands between us and MariaDB and cuts one connection in the middle of a commit.
///
/// - Thread-safe: `this` guards what is armed.
final class CuttingProxy implements AutoCloseable {
  private static final String COMMIT = "COMMIT";

  private final String host;
  private final int port;
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Socket> sockets = new ArrayList<>();
  private int commitsUntilCut;
  private Cut cut = Cut.NEVER;

  /// When the connection is cut.
  enum Cut {
    NEVER,
    /// The server never hears of the commit.
    BEFORE_THE_SERVER,
    /// The server commits, and nobody hears of it.
    AFTER_THE_SERVER
  }

  CuttingProxy(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    go(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /// Cuts at the commit that comes after `others` others.
  synchronized void arm(Cut next, int others) {
    cut = next;
    commitsUntilCut = others;
  }

  private synchronized Cut onCommit() {
    if (commitsUntilCut-- != 0) {
      return Cut.NEVER;
    }
    Cut now = cut;
    cut = Cut.NEVER;
    return now;
  }

  /// What a thread does until its connection ends.
  @FunctionalInterface
  private interface Carrying {
    void go() throws IOException;
  }

  private void go(Carrying carrying) {
    threads.execute(
        () -> {
          try {
            carrying.go();
          } catch (IOException _) {
            // The end of a connection, whoever ended it.
          }
        });
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = keep(door.accept());
      Socket server = keep(new Socket(InetAddress.getAllByName(host)[0], port));
      go(() -> toServer(client, server));
      go(
          () -> {
            try (client;
                server) {
              server.getInputStream().transferTo(client.getOutputStream());
            }
          });
    }
  }

  private synchronized Socket keep(Socket socket) {
    sockets.add(socket);
    return socket;
  }

  private void toServer(Socket client, Socket server) throws IOException {
    try (client;
        server) {
      InputStream from = client.getInputStream();
      OutputStream to = server.getOutputStream();
      byte[] part = new byte[8192];
      for (int length = from.read(part); length >= 0; length = from.read(part)) {
        var now =
            new String(part, 0, length, StandardCharsets.ISO_8859_1).endsWith(COMMIT)
                ? onCommit()
                : Cut.NEVER;
        if (now == Cut.BEFORE_THE_SERVER) {
          return;
        }
        if (now == Cut.AFTER_THE_SERVER) {
          client.close();
          to.write(part, 0, length);
          // The server answers when it has committed; nobody is there to be told.
          server.getInputStream().read();
          return;
        }
        to.write(part, 0, length);
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      for (Closeable socket : sockets) {
        socket.close();
      }
    }
    door.close();
    threads.shutdownNow();
  }
}
