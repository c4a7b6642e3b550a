package atelier.media.vips;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;

/// Everything of libvips that one job holds; all of it is let go at the end.
///
/// - Thread-safe: no, one thread only.
final class Scope implements AutoCloseable {
  private final Libvips vips;
  private final Arena arena = Arena.ofConfined();
  private final Deque<MemorySegment> objects = new ArrayDeque<>();
  private final Deque<MemorySegment> blobs = new ArrayDeque<>();

  Scope(Libvips vips) {
    this.vips = vips;
  }

  Libvips vips() {
    return vips;
  }

  Arena arena() {
    return arena;
  }

  MemorySegment text(String text) {
    return arena.allocateFrom(text);
  }

  /// Takes over a reference.
  MemorySegment own(MemorySegment object) {
    objects.push(object);
    return object;
  }

  /// Hands a reference over to the caller, who lets it go.
  MemorySegment giveAway(MemorySegment object) {
    objects.remove(object);
    return object;
  }

  MemorySegment source(String path) throws VipsException {
    return own(vips.sourceFromFile(text(path)));
  }

  MemorySegment blob(MemorySegment memory) throws VipsException {
    MemorySegment blob = vips.blob(memory);
    blobs.push(blob);
    return blob;
  }

  Operation operation(String nickname) throws VipsException {
    return new Operation(vips.newOperation(text(nickname)));
  }

  /// What read errors libvips has met, or an empty text; forgets them.
  String takeErrors() {
    String text = vips.errors();
    vips.clearErrors();
    return text;
  }

  @Override
  public void close() {
    objects.forEach(vips::unref);
    blobs.forEach(vips::unrefBlob);
    arena.close();
    vips.clearErrors();
  }

  /// One call of libvips, its options set one by one.
  final class Operation {
    private final MemorySegment operation;

    private Operation(MemorySegment operation) {
      this.operation = own(operation);
    }

    Operation object(String name, MemorySegment value) throws VipsException {
      vips.setObject(operation, text(name), value);
      return this;
    }

    Operation with(String name, String value) throws VipsException {
      vips.setText(operation, text(name), text(value));
      return this;
    }

    Operation with(String name, boolean value) throws VipsException {
      return with(name, value ? "true" : "false");
    }

    /// Runs it for its effect.
    void run() throws VipsException {
      build();
    }

    /// Runs it for the picture it gives.
    Picture picture() throws VipsException {
      MemorySegment built = build();
      MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
      vips.getObject(built, text("out"), out);
      var picture = new Picture(Scope.this, own(out.get(ValueLayout.ADDRESS, 0)));
      vips.unrefOutputs(built);
      return picture;
    }

    private MemorySegment build() throws VipsException {
      MemorySegment pointer = arena.allocate(ValueLayout.ADDRESS);
      pointer.set(ValueLayout.ADDRESS, 0, operation);
      vips.build(pointer);
      MemorySegment built = pointer.get(ValueLayout.ADDRESS, 0);
      if (!built.equals(operation)) {
        // It was replaced by one from the cache: our reference went, and another one came.
        objects.remove(operation);
        own(built);
      }
      return built;
    }
  }
}
