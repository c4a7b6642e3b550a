package atelier.media.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The functions of libvips and GObject that are called, and nothing more.
///
/// Operations are built by name, their options set from texts as the `vips` command does it, so one
/// small set of functions serves all of them.
///
/// - Thread-safe: libvips is; its error buffer is one for the whole process, so one job at a time.
/// - Source: <https://www.libvips.org/API/current/>, libvips 8.14.
final class Libvips {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemorySegment END = MemorySegment.NULL;

  /// After the object and the first name come variable arguments.
  private static final int AFTER_NAME = 2;

  private static final long NO_LIMIT = Long.MAX_VALUE;
  private static final int TRUE = 1;

  private final MethodHandle operationNew;
  private final MethodHandle setFromText;
  private final MethodHandle build;
  private final MethodHandle unrefOutputs;
  private final MethodHandle setObject;
  private final MethodHandle getObject;
  private final MethodHandle unref;
  private final MethodHandle errorBuffer;
  private final MethodHandle errorClear;
  private final MethodHandle findLoader;
  private final MethodHandle sourceFromFile;
  private final MethodHandle blobNew;
  private final MethodHandle areaUnref;
  private final MethodHandle width;
  private final MethodHandle height;
  private final MethodHandle bands;
  private final MethodHandle bandFormat;
  private final MethodHandle interpretation;
  private final MethodHandle orientation;
  private final MethodHandle hasAlpha;
  private final MethodHandle typeOf;
  private final MethodHandle getInt;
  private final MethodHandle getBlob;
  private final MethodHandle setBlob;
  private final MethodHandle setText;
  private final MethodHandle remove;
  private final MethodHandle copyMemory;
  private final MethodHandle regionNew;
  private final MethodHandle regionPrepare;

  private Libvips(SymbolLookup vips, SymbolLookup gobject) {
    operationNew = call(vips, "vips_operation_new", ADDRESS, ADDRESS);
    setFromText =
        call(vips, "vips_object_set_argument_from_string", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    build = call(vips, "vips_cache_operation_buildp", JAVA_INT, ADDRESS);
    unrefOutputs = call(vips, "vips_object_unref_outputs", null, ADDRESS);
    setObject = variadic(gobject, "g_object_set");
    getObject = variadic(gobject, "g_object_get");
    unref = call(gobject, "g_object_unref", null, ADDRESS);
    errorBuffer = call(vips, "vips_error_buffer", ADDRESS);
    errorClear = call(vips, "vips_error_clear", null);
    findLoader = call(vips, "vips_foreign_find_load_source", ADDRESS, ADDRESS);
    sourceFromFile = call(vips, "vips_source_new_from_file", ADDRESS, ADDRESS);
    blobNew = call(vips, "vips_blob_new", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    areaUnref = call(vips, "vips_area_unref", null, ADDRESS);
    width = call(vips, "vips_image_get_width", JAVA_INT, ADDRESS);
    height = call(vips, "vips_image_get_height", JAVA_INT, ADDRESS);
    bands = call(vips, "vips_image_get_bands", JAVA_INT, ADDRESS);
    bandFormat = call(vips, "vips_image_get_format", JAVA_INT, ADDRESS);
    interpretation = call(vips, "vips_image_guess_interpretation", JAVA_INT, ADDRESS);
    orientation = call(vips, "vips_image_get_orientation", JAVA_INT, ADDRESS);
    hasAlpha = call(vips, "vips_image_hasalpha", JAVA_INT, ADDRESS);
    typeOf = call(vips, "vips_image_get_typeof", JAVA_LONG, ADDRESS, ADDRESS);
    getInt = call(vips, "vips_image_get_int", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    getBlob = call(vips, "vips_image_get_blob", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    setBlob = call(vips, "vips_image_set_blob_copy", null, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    setText = call(vips, "vips_image_set_string", null, ADDRESS, ADDRESS, ADDRESS);
    remove = call(vips, "vips_image_remove", JAVA_INT, ADDRESS, ADDRESS);
    copyMemory = call(vips, "vips_image_copy_memory", ADDRESS, ADDRESS);
    regionNew = call(vips, "vips_region_new", ADDRESS, ADDRESS);
    regionPrepare = call(vips, "vips_region_prepare", JAVA_INT, ADDRESS, ADDRESS);
  }

  /// Loads and starts the library, with all loaders blocked that are not in [Format].
  ///
  /// - Errors: [VipsException] when it is missing or cannot start.
  static Libvips load() throws VipsException {
    SymbolLookup vips;
    SymbolLookup gobject;
    try {
      vips = SymbolLookup.libraryLookup("libvips.so.42", Arena.global());
      gobject = SymbolLookup.libraryLookup("libgobject-2.0.so.0", Arena.global());
    } catch (IllegalArgumentException _) {
      throw new VipsException(
          "libvips is missing here; install it with: apt-get install libvips42");
    }
    var library = new Libvips(vips, gobject);
    library.start(vips);
    return library;
  }

  private void start(SymbolLookup vips) throws VipsException {
    MethodHandle init = call(vips, "vips_init", JAVA_INT, ADDRESS);
    MethodHandle cacheMax = call(vips, "vips_cache_set_max", null, JAVA_INT);
    MethodHandle blockUntrusted = call(vips, "vips_block_untrusted_set", null, JAVA_INT);
    MethodHandle block = call(vips, "vips_operation_block_set", null, ADDRESS, JAVA_INT);
    try (var arena = Arena.ofConfined()) {
      check((int) init.invokeExact(arena.allocateFrom("atelier")));
      // Each job has other files: remembered operations would only hold them open.
      cacheMax.invokeExact(0);
      block.invokeExact(arena.allocateFrom("VipsForeignLoad"), TRUE);
      blockUntrusted.invokeExact(TRUE);
      for (Format format : Format.values()) {
        block.invokeExact(arena.allocateFrom(format.loaderClass()), 0);
      }
    } catch (Throwable e) {
      throw translated(e);
    }
  }

  /// Forgets what was said before.
  void clearErrors() {
    try {
      errorClear.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// What went wrong since the last look; libvips paints what it cannot read and says so only here.
  String errors() {
    try {
      var text = (MemorySegment) errorBuffer.invokeExact();
      return text.reinterpret(NO_LIMIT).getString(0).strip();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  MemorySegment sourceFromFile(MemorySegment path) throws VipsException {
    return present(() -> (MemorySegment) sourceFromFile.invokeExact(path));
  }

  /// A view on memory that must outlive it.
  MemorySegment blob(MemorySegment memory) throws VipsException {
    return present(() -> (MemorySegment) blobNew.invokeExact(END, memory, memory.byteSize()));
  }

  void unrefBlob(MemorySegment blob) {
    try {
      areaUnref.invokeExact(blob);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// The name of the loader's class for this content, if there is one.
  @Nullable String loaderOf(MemorySegment source) throws VipsException {
    try {
      var name = (MemorySegment) findLoader.invokeExact(source);
      return name.equals(MemorySegment.NULL) ? null : name.reinterpret(NO_LIMIT).getString(0);
    } catch (Throwable e) {
      throw translated(e);
    }
  }

  MemorySegment newOperation(MemorySegment nickname) throws VipsException {
    return present(() -> (MemorySegment) operationNew.invokeExact(nickname));
  }

  void setText(MemorySegment operation, MemorySegment name, MemorySegment value)
      throws VipsException {
    checked(() -> (int) setFromText.invokeExact(operation, name, value));
  }

  void setObject(MemorySegment operation, MemorySegment name, MemorySegment value)
      throws VipsException {
    checked(
        () -> {
          setObject.invokeExact(operation, name, value, END);
          return 0;
        });
  }

  /// Builds what `pointer` points to, which may be replaced by it.
  void build(MemorySegment pointer) throws VipsException {
    checked(() -> (int) build.invokeExact(pointer));
  }

  void getObject(MemorySegment operation, MemorySegment name, MemorySegment result)
      throws VipsException {
    checked(
        () -> {
          getObject.invokeExact(operation, name, result, END);
          return 0;
        });
  }

  void unrefOutputs(MemorySegment operation) {
    try {
      unrefOutputs.invokeExact(operation);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  void unref(MemorySegment object) {
    try {
      unref.invokeExact(object);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  int width(MemorySegment image) {
    return number(width, image);
  }

  int height(MemorySegment image) {
    return number(height, image);
  }

  int bands(MemorySegment image) {
    return number(bands, image);
  }

  int bandFormat(MemorySegment image) {
    return number(bandFormat, image);
  }

  int interpretation(MemorySegment image) {
    return number(interpretation, image);
  }

  int orientation(MemorySegment image) {
    return number(orientation, image);
  }

  boolean hasAlpha(MemorySegment image) {
    return number(hasAlpha, image) != 0;
  }

  boolean has(MemorySegment image, MemorySegment field) {
    try {
      return (long) typeOf.invokeExact(image, field) != 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  void getInt(MemorySegment image, MemorySegment field, MemorySegment result) throws VipsException {
    checked(() -> (int) getInt.invokeExact(image, field, result));
  }

  void getBlob(
      MemorySegment image, MemorySegment field, MemorySegment pointer, MemorySegment length)
      throws VipsException {
    checked(() -> (int) getBlob.invokeExact(image, field, pointer, length));
  }

  void setBlob(MemorySegment image, MemorySegment field, MemorySegment bytes) throws VipsException {
    checked(
        () -> {
          setBlob.invokeExact(image, field, bytes, bytes.byteSize());
          return 0;
        });
  }

  void setField(MemorySegment image, MemorySegment field, MemorySegment text) throws VipsException {
    checked(
        () -> {
          setText.invokeExact(image, field, text);
          return 0;
        });
  }

  void remove(MemorySegment image, MemorySegment field) throws VipsException {
    checked(
        () -> {
          int _ = (int) remove.invokeExact(image, field);
          return 0;
        });
  }

  /// Computes the whole picture, here and now.
  MemorySegment copyMemory(MemorySegment image) throws VipsException {
    return present(() -> (MemorySegment) copyMemory.invokeExact(image));
  }

  MemorySegment region(MemorySegment image) throws VipsException {
    return present(() -> (MemorySegment) regionNew.invokeExact(image));
  }

  /// Computes one part; `rectangle` is left, top, width, height.
  void prepare(MemorySegment region, MemorySegment rectangle) throws VipsException {
    checked(() -> (int) regionPrepare.invokeExact(region, rectangle));
  }

  private static int number(MethodHandle handle, MemorySegment image) {
    try {
      return (int) handle.invokeExact(image);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// A call into the library.
  private interface Call<R> {
    R run() throws Throwable;
  }

  private void checked(Call<Integer> call) throws VipsException {
    try {
      check(call.run());
    } catch (Throwable e) {
      throw translated(e);
    }
  }

  private MemorySegment present(Call<MemorySegment> call) throws VipsException {
    MemorySegment result;
    try {
      result = call.run();
    } catch (Throwable e) {
      throw translated(e);
    }
    if (result.equals(MemorySegment.NULL)) {
      throw failure();
    }
    return result;
  }

  private void check(int code) throws VipsException {
    if (code != 0) {
      throw failure();
    }
  }

  private VipsException failure() {
    String text = errors();
    clearErrors();
    return new VipsException(text.isEmpty() ? "libvips failed without a word" : text);
  }

  private static VipsException translated(Throwable e) {
    return switch (e) {
      case VipsException own -> own;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      default -> throw new IllegalStateException(e);
    };
  }

  private static MethodHandle call(
      SymbolLookup library, String name, @Nullable MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(library.findOrThrow(name), shape(result, arguments));
  }

  private static MethodHandle variadic(SymbolLookup library, String name) {
    return LINKER.downcallHandle(
        library.findOrThrow(name),
        shape(null, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
        Linker.Option.firstVariadicArg(AFTER_NAME));
  }

  private static FunctionDescriptor shape(
      @Nullable MemoryLayout result, MemoryLayout... arguments) {
    MemoryLayout[] copy = Arrays.copyOf(arguments, arguments.length);
    return result == null ? FunctionDescriptor.ofVoid(copy) : FunctionDescriptor.of(result, copy);
  }
}
