package atelier.media.office;

import com.sun.star.connection.XConnection;
import com.sun.star.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A connection to LibreOffice through a socket in the file system, which needs no network.
///
/// - Thread-safe: one reader and one writer at the same time, as the bridge does it.
/// - Source: `com.sun.star.connection.XConnection` of the UNO runtime.
final class UnixConnection implements XConnection {
  private final SocketChannel channel;

  private UnixConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /// - Errors: [java.io.IOException] when nobody listens there.
  static UnixConnection to(Path socket) throws java.io.IOException {
    return new UnixConnection(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  /// Reads as many bytes as are wanted, fewer only at the end.
  @Override
  public int read(byte[][] read, int wanted) throws IOException {
    var buffer = ByteBuffer.allocate(wanted);
    try {
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Until it is full, or the other side is gone.
      }
    } catch (java.io.IOException e) {
      throw new IOException(e, String.valueOf(e.getMessage()));
    }
    var bytes = new byte[buffer.position()];
    buffer.get(0, bytes);
    read[0] = bytes;
    return bytes.length;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    try {
      while (buffer.hasRemaining()) {
        int _ = channel.write(buffer);
      }
    } catch (java.io.IOException e) {
      throw new IOException(e, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void flush() {
    // Every write goes out at once.
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } catch (java.io.IOException e) {
      throw new IOException(e, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String getDescription() {
    return "unix";
  }
}
