package atelier.queue.amqp;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A hop on 127.0.0.1 between client and broker that can be cut, and refuses while it is closed.
final class TcpProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean refuses;

  TcpProxy(String host, int port) {
    this.target = new InetSocketAddress(host, port);
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return listener.getLocalPort();
  }

  /// Breaks every connection; new ones are taken at once.
  void cut() {
    sockets.forEach(TcpProxy::closeQuietly);
    sockets.clear();
  }

  /// Breaks every connection, and all new ones until [#let()].
  void refuse() {
    refuses = true;
    cut();
  }

  void let() {
    refuses = false;
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listener.accept();
        sockets.add(client);
        if (refuses) {
          client.close();
        } else {
          var broker = new Socket();
          sockets.add(broker);
          broker.connect(target);
          Thread.ofVirtual().start(() -> pump(client, broker));
          Thread.ofVirtual().start(() -> pump(broker, client));
        }
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // Cut.
    }
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is closed.
    }
  }

  @Override
  public void close() {
    closeQuietly(listener);
    cut();
  }
}
