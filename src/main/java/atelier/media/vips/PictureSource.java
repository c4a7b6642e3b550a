package atelier.media.vips;

import atelier.media.PhotoshopLayout;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// A file to be read as a picture of a known format.
///
/// - Shape: the file is opened as a plain path; libvips never sees it as a text that could hold
///   options in brackets. `page` is 0 but for TIFFs with several.
record PictureSource(String path, Format format, int page) {
  private static final int MAX_PAGES = 1_000;
  private static final byte[] END_OF_JPEG = {(byte) 0xFF, (byte) 0xD9};

  /// Finds out by content what it is.
  ///
  /// - Errors: [RefusedException] for what is no picture, or none that is read here.
  static PictureSource recognise(Scope scope, String path)
      throws RefusedException, VipsException, IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      head = in.readNBytes(Format.MAGIC_BYTES);
    }
    if (head.length == 0) {
      throw new RefusedException("the file is empty");
    }
    var known = Format.ofMagic(head);
    if (known.isEmpty()) {
      known = Format.ofLoaderClass(scope.vips().loaderOf(scope.source(path)));
      scope.takeErrors();
    }
    if (known.isEmpty() && Format.looksLikeTiff(head)) {
      throw new RefusedException("damaged TIFF: its directory is missing or cannot be read");
    }
    if (known.filter(Format.PHOTOSHOP::equals).isPresent()
        && PhotoshopLayout.isCut(Path.of(path))) {
      throw new RefusedException("truncated Photoshop: the end of its picture is missing");
    }
    return new PictureSource(
        path,
        known.orElseThrow(
            () -> new RefusedException("not a picture: the content is of no known format")),
        0);
  }

  /// The same file at the page with the largest area, the first of equals.
  PictureSource atLargestPage(Scope scope) throws VipsException {
    if (format != Format.TIFF) {
      return this;
    }
    int pages = Math.min(MAX_PAGES, open(scope).number("n-pages", 1));
    PictureSource best = this;
    long bestPixels = open(scope).size().pixels();
    for (int next = 1; next < pages; next++) {
      var candidate = new PictureSource(path, format, next);
      long pixels = candidate.open(scope).size().pixels();
      if (pixels > bestPixels) {
        best = candidate;
        bestPixels = pixels;
      }
    }
    return best;
  }

  /// Reads the header; the rest is read when it is computed, once and from top to bottom.
  Picture open(Scope scope) throws VipsException {
    return open(scope, Map.of());
  }

  /// The same, decoding only every `shrink`-th pixel, which JPEGs can.
  Picture openShrunk(Scope scope, int shrink) throws VipsException {
    return open(scope, shrink == 1 ? Map.of() : Map.of("shrink", Integer.toString(shrink)));
  }

  /// The same as if a JPEG's end, the marker alone, were there.
  Picture openWithEnd(Scope scope, int shrink) throws VipsException, IOException {
    try (FileChannel channel = FileChannel.open(Path.of(path), StandardOpenOption.READ);
        var mapping = Arena.ofConfined()) {
      MemorySegment file = channel.map(MapMode.READ_ONLY, 0, channel.size(), mapping);
      MemorySegment whole = scope.arena().allocate(file.byteSize() + END_OF_JPEG.length);
      whole.copyFrom(file);
      MemorySegment.copy(
          END_OF_JPEG, 0, whole, ValueLayout.JAVA_BYTE, file.byteSize(), END_OF_JPEG.length);
      Scope.Operation load = scope.operation("jpegload_buffer").object("buffer", scope.blob(whole));
      return strict(load).with("shrink", Integer.toString(shrink)).picture();
    }
  }

  private Picture open(Scope scope, Map<String, String> options) throws VipsException {
    Scope.Operation load = strict(begin(scope));
    if (page > 0) {
      load.with("page", Integer.toString(page));
    }
    for (var option : options.entrySet()) {
      load.with(option.getKey(), option.getValue());
    }
    return load.picture();
  }

  private Scope.Operation begin(Scope scope) throws VipsException {
    if (!format.fromMemory()) {
      return scope.operation(format.loader()).object("source", scope.source(path));
    }
    try (FileChannel channel = FileChannel.open(Path.of(path), StandardOpenOption.READ)) {
      MemorySegment file = channel.map(MapMode.READ_ONLY, 0, channel.size(), scope.arena());
      return scope.operation(format.loader()).object("buffer", scope.blob(file));
    } catch (IOException e) {
      throw new VipsException("the file could not be read: " + e.getMessage());
    }
  }

  private static Scope.Operation strict(Scope.Operation load) throws VipsException {
    return load.with("access", "sequential").with("fail-on", "error");
  }
}
