package atelier.media.exiftool;

import atelier.json.Json;
import atelier.json.JsonException;
import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.Metadata;
import atelier.media.MetadataTool;
import atelier.media.TagChanges;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Metadata through exiftool.
///
/// - Files are handed over under names of ours: a copy in a folder of ours when writing, which is
///   the only place where exiftool may write; a link there where a path could be misread.
/// - Errors: [MediaException] when exiftool died, hung or failed for a reason outside the file.
/// - Thread-safe: as many calls as come; they wait for a free process.
public final class ExiftoolMetadata implements MetadataTool, AutoCloseable {
  private static final String BINARY = "(Binary data ";
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Exiftool exiftool;
  private final Exiftool workingGroup;
  private final Path folder;
  private final Map<String, Boolean> writable = new ConcurrentHashMap<>();

  /// - Shape: `processes` at most, each replaced after `jobsEach` commands.
  /// - Source: `main.binaries.exiftool_timeout` is 60 s.
  public record Settings(int processes, int jobsEach, Limits limits) {
    private static final int USUAL_JOBS = 500;
    private static final Duration USUAL_TIME = Duration.ofSeconds(60);

    public static Settings of(int processes) {
      return new Settings(processes, USUAL_JOBS, Limits.within(USUAL_TIME));
    }
  }

  /// Starts nothing yet.
  ///
  /// - Shape: a folder for copies is made in `temporary`, and removed when this is closed.
  /// - Errors: [MediaException] when it cannot be made.
  public ExiftoolMetadata(Settings settings, Containment containment, Path temporary) {
    try {
      this.folder = Files.createTempDirectory(temporary, "metadata-").toRealPath();
    } catch (IOException e) {
      throw new MediaException("no temporary folder can be made", e);
    }
    Limits limits = settings.limits().writingOnlyInto(folder);
    this.exiftool =
        new Exiftool(containment, limits, settings.processes(), settings.jobsEach(), List.of());
    // What a module changes lasts as long as its process, so it gets one of its own.
    this.workingGroup =
        new Exiftool(containment, limits, 1, settings.jobsEach(), List.of("-use", "MWG"));
  }

  @Override
  public Metadata read(Path file) throws InterruptedException {
    return IptcTexts.readable(readAsIs(file));
  }

  /// With IPTC texts that name no character set as Windows-1252.
  private Metadata readAsIs(Path file) throws InterruptedException {
    var reply = exiftool.run(List.of("-n", "-j", "-G1", "-charset", "UTF8", name(file)));
    if (reply.output().isBlank()) {
      return new Metadata(Map.of());
    }
    try {
      return Json.array(reply.output()).stream()
          .findFirst()
          .map(ExiftoolMetadata::metadata)
          .orElseGet(() -> new Metadata(Map.of()));
    } catch (JsonException e) {
      throw new MediaException("exiftool's answer could not be read", e);
    }
  }

  @Override
  public Written write(Path file, TagChanges changes) throws InterruptedException {
    String name = ".atelier-" + UUID.randomUUID();
    Path copy = folder.resolve(name);
    Path fresh = file.resolveSibling(name);
    try {
      if (Markup.isIn(file)) {
        return new Written.Refused("metadata cannot be written: it is text in XML or HTML");
      }
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      boolean utf8 = WriteArguments.keepsIptc(changes) && IptcTexts.areUnmarkedUtf8(readAsIs(copy));
      Exiftool tool = changes.workingGroup() ? workingGroup : exiftool;
      var reply = tool.run(WriteArguments.of(changes, utf8, name(copy)));
      var written = WriteVerdict.of(reply, file);
      if (written instanceof Written.Refused) {
        return written;
      }
      Files.move(copy, fresh);
      return replace(file, fresh);
    } catch (IOException e) {
      throw new MediaException("the file with new metadata could not be kept: " + file, e);
    } finally {
      deleteQuietly(copy);
      deleteQuietly(fresh);
      deleteQuietly(copy.resolveSibling(copy.getFileName() + "_exiftool_tmp"));
    }
  }

  @Override
  public String strippedSha256(Path file) throws InterruptedException {
    Path stripped = folder.resolve(UUID.randomUUID().toString());
    try {
      if (Markup.isIn(file)) {
        return sha256(file);
      }
      exiftool.run(
          List.of(
              "-all:all=", "-m", "-P", "-charset", "UTF8", "-o", stripped.toString(), name(file)));
      return sha256(Files.exists(stripped) ? stripped : file);
    } catch (IOException e) {
      throw new MediaException("the file could not be read: " + file, e);
    } finally {
      deleteQuietly(stripped);
    }
  }

  /// Asks exiftool once a tag, and remembers.
  ///
  /// - Shape: `Composite:` tags are not written: they are worked out from others, and erasing one
  ///   erases those.
  @Override
  public Set<String> writable(Set<String> tags) throws InterruptedException {
    for (String tag : tags) {
      if (!writable.containsKey(tag)) {
        writable.put(tag, isWritable(tag));
      }
    }
    return tags.stream().filter(writable::get).collect(Collectors.toUnmodifiableSet());
  }

  /// The processes' ids, for tests and for showing.
  public List<Long> pids() {
    return exiftool.pids();
  }

  @Override
  public void close() {
    exiftool.close();
    workingGroup.close();
    try (var left = Files.list(folder)) {
      left.forEach(ExiftoolMetadata::deleteQuietly);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deleteQuietly(folder);
    }
  }

  private boolean isWritable(String tag) throws InterruptedException {
    if (!WriteArguments.isTag(tag) || tag.toLowerCase(Locale.ROOT).startsWith("composite:")) {
      return false;
    }
    String nowhere = folder.resolve("no-file").toString();
    return !exiftool.run(List.of("-" + tag + "=", nowhere)).errors().contains("Nothing to do");
  }

  private static Metadata metadata(Object answer) {
    var tags = new LinkedHashMap<String, List<String>>();
    if (answer instanceof Map<?, ?> values) {
      values.forEach(
          (tag, value) -> {
            List<String> texts = texts(value);
            if (String.valueOf(tag).contains(":") && !texts.isEmpty()) {
              tags.put(String.valueOf(tag), texts);
            }
          });
    }
    return new Metadata(tags);
  }

  private static List<String> texts(Object value) {
    var texts = new ArrayList<String>();
    if (value instanceof List<?> list) {
      list.forEach(each -> texts.addAll(texts(each)));
    } else if (value != null && !(value instanceof Map<?, ?>)) {
      String text = value.toString();
      if (!text.startsWith(BINARY)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static Written replace(Path file, Path fresh) throws IOException {
    if (!Files.isRegularFile(fresh, LinkOption.NOFOLLOW_LINKS)) {
      throw new MediaException("exiftool left something that is no file for " + file);
    }
    long size;
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
      size = channel.size();
    }
    if (size == 0) {
      throw new MediaException("exiftool left an empty file; the old one is kept: " + file);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new Written.Good(size);
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    var buffer = new byte[BUFFER_BYTES];
    try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
      while (stream.read(buffer) >= 0) {
        // The digest sees every byte that is read.
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// A path that exiftool cannot take for an option, a comment or two lines.
  private String name(Path file) {
    String text = file.toAbsolutePath().normalize().toString();
    if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
      return text;
    }
    Path link = folder.resolve(UUID.randomUUID().toString());
    try {
      return Files.createSymbolicLink(link, file.toAbsolutePath()).toString();
    } catch (IOException e) {
      throw new MediaException("no link to a file of an unusual name can be made: " + file, e);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // It is in our own folder, or is swept as a leftover; nothing depends on it.
    }
  }
}
