package atelier.media.vips;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The picture that a child read last, made smaller, so that another output of the same source need
/// not read it again.
///
/// - Shape: it serves an output of its own size, or one so much smaller that making it smaller
///   twice cannot be seen.
/// - One thread only.
final class LastPicture {
  private static final double CLEARLY_LARGER = 1.5;
  private static final long MOST_BYTES = 64L << 20;

  private final Libvips vips;
  private @Nullable Held held;

  LastPicture(Libvips vips) {
    this.vips = vips;
  }

  /// Which file, in which state.
  record Stamp(String path, Object key, long bytes, FileTime changed) {
    static Stamp of(String path) throws IOException {
      var attributes = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
      return new Stamp(
          path,
          String.valueOf(attributes.fileKey()),
          attributes.size(),
          attributes.lastModifiedTime());
    }
  }

  /// What the file's header said, to be known without reading it.
  record Source(Stamp stamp, Format format, Fit size, boolean turned, long needBytes) {
    /// The size before turning upright that fits into a square.
    Fit into(int square) {
      return turned ? size.turned().into(square).turned() : size.into(square);
    }
  }

  private record Held(Source source, MemorySegment image, Fit size) {}

  /// What is held, if it is this file and can become an output of that size.
  Optional<Source> sourceFor(Stamp stamp, int sizePixels) {
    return Optional.ofNullable(held)
        .filter(each -> each.source.stamp.equals(stamp))
        .filter(each -> serves(each.size, each.source.into(sizePixels)))
        .map(Held::source);
  }

  /// The picture that is held.
  ///
  /// - Errors: [IllegalStateException] when there is none.
  Picture picture(Scope scope) {
    if (held == null) {
      throw new IllegalStateException("no picture is held");
    }
    return new Picture(scope, held.image);
  }

  /// How large to read a source for an output that siblings may follow.
  static Fit sizeToRead(Source source, Fit wanted, int siblingPixels, int pixelBytes) {
    Fit shared = source.into(siblingPixels);
    return siblingPixels > 0 && serves(shared, wanted) && shared.pixels() * pixelBytes <= MOST_BYTES
        ? shared
        : wanted;
  }

  /// Keeps a computed picture beyond its scope.
  void keep(Source source, Picture computed, int pixelBytes) {
    drop();
    Fit size = computed.size();
    if (size.pixels() * pixelBytes <= MOST_BYTES) {
      held = new Held(source, computed.taken(), size);
    }
  }

  void drop() {
    if (held != null) {
      vips.unref(held.image);
      held = null;
    }
  }

  private static boolean serves(Fit there, Fit wanted) {
    return there.equals(wanted)
        || (there.width() >= CLEARLY_LARGER * wanted.width()
            && there.height() >= CLEARLY_LARGER * wanted.height());
  }
}
