package atelier.media.office;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A document that is a ZIP archive: what it is, whether a password guards it, and whether it can
/// be unpacked without harm.
///
/// - Shape: what an archive says of its sizes is not believed: everything is unpacked once, into
///   nothing, up to the limit.
/// - One thread only.
/// - Source: APPNOTE.TXT 4.3.16 (end of central directory); OpenDocument 1.3 part 2, 3.4
///   (encryption).
final class DocumentArchive implements AutoCloseable {
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 65_535;
  private static final int END_MAGIC = 0x06054b50;
  private static final int DIRECTORY_BYTES_AT = 12;
  private static final int NAME_BYTES = 200;
  private static final int MAX_MIME_BYTES = 200;
  private static final int MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ZipFile zip;

  private DocumentArchive(ZipFile zip) {
    this.zip = zip;
  }

  static boolean isMagic(byte[] head) {
    return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
  }

  /// - Errors: [RefusedException] when it is broken or has a table of contents without measure.
  static DocumentArchive open(Path file, Unpacking limits) throws IOException, RefusedException {
    if (directoryBytes(file) > (long) limits.entries() * NAME_BYTES) {
      throw tooMany(limits);
    }
    try {
      return new DocumentArchive(new ZipFile(file.toFile(), StandardCharsets.UTF_8));
    } catch (ZipException e) {
      throw new RefusedException(
          "broken document: its archive cannot be opened: " + e.getMessage());
    }
  }

  /// What it is, when it is a document that may be read.
  DocumentKind kind(Unpacking limits) throws IOException, RefusedException {
    if (zip.size() > limits.entries()) {
      throw tooMany(limits);
    }
    Optional<DocumentKind> kind = declaredKind();
    if (kind.isEmpty()) {
      throw new RefusedException("an archive, and not a document that can be read");
    }
    if (isEncrypted()) {
      throw new RefusedException(Sniffer.PASSWORD);
    }
    unpackIntoNothing(limits);
    return kind.get();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static RefusedException tooMany(Unpacking limits) {
    return new RefusedException(
        "the document's archive has too many parts; %d are allowed".formatted(limits.entries()));
  }

  private Optional<DocumentKind> declaredKind() throws IOException, RefusedException {
    ZipEntry mime = zip.getEntry("mimetype");
    if (mime != null) {
      return DocumentKind.ofOpenDocument(
          new String(bytes(mime, MAX_MIME_BYTES), StandardCharsets.US_ASCII));
    }
    if (zip.getEntry("[Content_Types].xml") == null) {
      return Optional.empty();
    }
    return zip.stream().flatMap(each -> DocumentKind.ofPart(each.getName()).stream()).findFirst();
  }

  private boolean isEncrypted() throws IOException, RefusedException {
    ZipEntry manifest = zip.getEntry("META-INF/manifest.xml");
    return manifest != null
        && new String(bytes(manifest, MAX_MANIFEST_BYTES), StandardCharsets.UTF_8)
            .contains(":encryption-data");
  }

  private byte[] bytes(ZipEntry entry, int most) throws IOException, RefusedException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes(most);
    } catch (ZipException e) {
      throw broken(entry, e);
    }
  }

  private void unpackIntoNothing(Unpacking limits) throws IOException, RefusedException {
    long packed = 0;
    long unpacked = 0;
    var buffer = new byte[BUFFER_BYTES];
    for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
      packed += Math.max(0, entry.getCompressedSize());
      try (InputStream in = zip.getInputStream(entry)) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          unpacked += count;
          refuseBomb(packed, unpacked, limits);
        }
      } catch (ZipException e) {
        throw broken(entry, e);
      }
    }
  }

  private static void refuseBomb(long packed, long unpacked, Unpacking limits)
      throws RefusedException {
    if (unpacked > limits.bytes()) {
      throw new RefusedException(
          "the document unpacks to more than the %d MiB that are allowed"
              .formatted(limits.bytes() >> 20));
    }
    if (unpacked > limits.ratioFromBytes() && unpacked / Math.max(1, packed) > limits.ratio()) {
      throw new RefusedException(
          "the document unpacks to more than %d times its size, as only a ZIP bomb does"
              .formatted(limits.ratio()));
    }
  }

  private static RefusedException broken(ZipEntry entry, ZipException cause) {
    return new RefusedException(
        "broken document: its part %s cannot be unpacked: %s"
            .formatted(entry.getName(), cause.getMessage()));
  }

  /// How long the table of contents says it is: it is read into memory as a whole.
  private static long directoryBytes(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int tail = (int) Math.min(channel.size(), END_BYTES + LONGEST_COMMENT);
      var buffer = ByteBuffer.allocate(tail).order(ByteOrder.LITTLE_ENDIAN);
      long from = channel.size() - tail;
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
        // Until the end.
      }
      for (int at = buffer.position() - END_BYTES; at >= 0; at--) {
        if (buffer.getInt(at) == END_MAGIC) {
          return Integer.toUnsignedLong(buffer.getInt(at + DIRECTORY_BYTES_AT));
        }
      }
      return 0; // None at all: it will not open.
    }
  }
}
