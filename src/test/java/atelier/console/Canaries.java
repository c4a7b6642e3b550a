package atelier.console;

import atelier.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// What nobody may read, write or call: files outside the library, and an address of this machine.
///
/// - Shape: the pictures and the film are magenta all over, which nothing else is.
final class Canaries implements AutoCloseable {
  static final String SECRET = "hunter2-in-the-clear";

  /// So that a reading is noted even where the system does so once a day only.
  private static final Duration LONG_AGO = Duration.ofDays(30);

  private final Path folder;
  private final ServerSocketChannel listener;
  private final Map<Path, String> before;

  Canaries(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Files.writeString(text(), SECRET + "\n");
    Shell.run("convert", "-size", "320x200", "xc:#FF00FF", picture().toString());
    Shell.run(
        "ffmpeg",
        "-nostdin",
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "color=c=0xFF00FF:s=320x180:d=3",
        "-c:v",
        "libx264",
        film().toString());
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.configureBlocking(false);
    before = sums(folder);
    for (Path file : before.keySet()) {
      FileTime old = FileTime.from(Instant.now().minus(LONG_AGO));
      Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(old, old, null);
    }
  }

  Path text() {
    return folder.resolve("secret.txt");
  }

  Path picture() {
    return folder.resolve("secret.png");
  }

  Path film() {
    return folder.resolve("secret.mp4");
  }

  /// A file that is not there, and would be if a command was carried out.
  Path footprint() {
    return folder.resolve("footprint");
  }

  /// - Shape: without a slash at its end.
  String address() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return listener.socket().getLocalPort();
  }

  /// What has happened to them, in words; empty when nothing has.
  ///
  /// - To be asked once: it reads them itself. On a file system that notes no readings, it finds
  ///   none.
  String harm() throws IOException {
    if (listener.accept() != null) {
      return "somebody called";
    }
    for (Path file : before.keySet()) {
      var times = Files.readAttributes(file, BasicFileAttributes.class);
      if (times.lastAccessTime().toInstant().isAfter(Instant.now().minus(LONG_AGO.dividedBy(2)))) {
        return file + " was read";
      }
    }
    Map<Path, String> now = sums(folder);
    return now.equals(before) ? "" : "they are other ones: " + now.keySet();
  }

  /// A hash of each file below a folder.
  static Map<Path, String> sums(Path folder) throws IOException {
    var sums = new TreeMap<Path, String>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sums.put(file, sum(file));
      }
    }
    return sums;
  }

  private static String sum(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether a file gives the secret away as it lies there.
  static boolean isIn(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).contains(SECRET);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
