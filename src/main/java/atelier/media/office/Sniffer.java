package atelier.media.office;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Finds out by content what document a file is, before an office program sees it.
final class Sniffer {
  static final String PASSWORD = "the document is protected by a password";
  private static final int HEAD_BYTES = 64 * 1024;

  private final Unpacking limits;

  Sniffer(Unpacking limits) {
    this.limits = limits;
  }

  /// What a file is, and, where it is plain text, in which encoding.
  record Sniffed(DocumentKind kind, Charset charset) {}

  /// - Errors: [RefusedException] for what is no document, is broken, dangerous or locked.
  Sniffed sniff(Path file, String mime) throws IOException, RefusedException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    if (head.length == 0) {
      throw new RefusedException("the file is empty");
    }
    if (CompoundFile.isMagic(head)) {
      return document(compound(file));
    }
    if (DocumentArchive.isMagic(head)) {
      try (var archive = DocumentArchive.open(file, limits)) {
        return document(archive.kind(limits));
      }
    }
    return text(head, mime);
  }

  private static Sniffed document(DocumentKind kind) {
    return new Sniffed(kind, StandardCharsets.UTF_8);
  }

  private static DocumentKind compound(Path file) throws IOException, RefusedException {
    List<String> names;
    try {
      names = CompoundFile.names(file);
    } catch (IOException e) {
      throw new RefusedException("broken document: " + e.getMessage());
    }
    if (names.contains("EncryptedPackage")) {
      throw new RefusedException(PASSWORD);
    }
    return DocumentKind.ofStreams(names)
        .orElseThrow(() -> new RefusedException("no document that can be read"));
  }

  private static Sniffed text(byte[] head, String mime) throws RefusedException {
    Charset charset = charset(head);
    String begin = new String(head, charset).stripLeading().toLowerCase(Locale.ROOT);
    if (begin.startsWith("{\\rtf")) {
      return new Sniffed(DocumentKind.RICH_TEXT, charset);
    }
    if (begin.indexOf('\0') >= 0) {
      throw new RefusedException("no document that can be read");
    }
    if (mime.equals("text/html")
        || begin.startsWith("<!doctype html")
        || begin.startsWith("<html")) {
      return new Sniffed(DocumentKind.HYPERTEXT, charset);
    }
    return new Sniffed(mime.equals("text/csv") ? DocumentKind.VALUES : DocumentKind.PLAIN, charset);
  }

  /// UTF-16 when it says so, UTF-8 when it can be, else Windows' western one, in which every byte
  /// is a letter.
  private static Charset charset(byte[] head) {
    if (head.length > 1 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (head.length > 1 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    int whole = head.length;
    // The head may end within a letter.
    for (int cut = 0; cut < 4 && cut < whole; cut++) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, whole - cut));
        return StandardCharsets.UTF_8;
      } catch (CharacterCodingException _) {
        if (whole < HEAD_BYTES) {
          break;
        }
      }
    }
    return Charset.forName("windows-1252");
  }
}
