package atelier.media.vips;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Optional;

/// A picture of libvips: a recipe until it is computed.
///
/// - Thread-safe: no, one thread only; lives as long as its [Scope].
final class Picture {
  /// As high as libvips likes to work; also the height of the largest JPEG block.
  static final int STRIP_ROWS = 16;

  private static final String PROFILE = "icc-profile-data";
  private static final int RECTANGLE_FIELDS = 4;

  private final Scope scope;
  private final MemorySegment image;

  Picture(Scope scope, MemorySegment image) {
    this.scope = scope;
    this.image = image;
  }

  /// Takes the picture out of its scope; only one that [#computed] gave.
  MemorySegment taken() {
    return scope.giveAway(image);
  }

  Fit size() {
    return new Fit(scope.vips().width(image), scope.vips().height(image));
  }

  int bands() {
    return scope.vips().bands(image);
  }

  /// Bands that are colour.
  int colours() {
    return hasAlpha() ? bands() - 1 : bands();
  }

  boolean hasAlpha() {
    return scope.vips().hasAlpha(image);
  }

  /// - Units: bytes of one band of one pixel.
  int bandBytes() {
    return isEightBit() ? 1 : isSixteenBit() ? 2 : VipsNumbers.LARGEST_BAND_BYTES;
  }

  private boolean isSixteenBit() {
    return scope.vips().bandFormat(image) == VipsNumbers.FORMAT_USHORT;
  }

  boolean isEightBit() {
    return scope.vips().bandFormat(image) == VipsNumbers.FORMAT_UCHAR;
  }

  boolean isCmyk() {
    return scope.vips().interpretation(image) == VipsNumbers.INTERPRETATION_CMYK;
  }

  boolean isOfUnknownColours() {
    return scope.vips().interpretation(image) == VipsNumbers.INTERPRETATION_MULTIBAND;
  }

  boolean hasProfile() {
    return has(PROFILE);
  }

  boolean has(String field) {
    return scope.vips().has(image, scope.text(field));
  }

  /// 1 to 8 as in EXIF, 1 when it says nothing.
  int orientation() {
    return scope.vips().orientation(image);
  }

  int number(String field, int otherwise) throws VipsException {
    if (!has(field)) {
      return otherwise;
    }
    MemorySegment result = scope.arena().allocate(ValueLayout.JAVA_INT);
    scope.vips().getInt(image, scope.text(field), result);
    return result.get(ValueLayout.JAVA_INT, 0);
  }

  Optional<byte[]> bytes(String field) throws VipsException {
    if (!has(field)) {
      return Optional.empty();
    }
    MemorySegment pointer = scope.arena().allocate(ValueLayout.ADDRESS);
    MemorySegment length = scope.arena().allocate(ValueLayout.JAVA_LONG);
    scope.vips().getBlob(image, scope.text(field), pointer, length);
    return Optional.of(
        pointer
            .get(ValueLayout.ADDRESS, 0)
            .reinterpret(length.get(ValueLayout.JAVA_LONG, 0))
            .toArray(ValueLayout.JAVA_BYTE));
  }

  /// Sets a field; only on a picture that [#copied] gave.
  void set(String field, String text) throws VipsException {
    scope.vips().setField(image, scope.text(field), scope.text(text));
  }

  /// Sets a field; only on a picture that [#copied] gave.
  void set(String field, byte[] bytes) throws VipsException {
    MemorySegment memory = scope.arena().allocateFrom(ValueLayout.JAVA_BYTE, bytes);
    scope.vips().setBlob(image, scope.text(field), memory);
  }

  /// Removes a field; only on a picture that [#copied] gave.
  void remove(String field) throws VipsException {
    scope.vips().remove(image, scope.text(field));
  }

  void removeProfile() throws VipsException {
    remove(PROFILE);
  }

  Scope.Operation operation(String nickname) throws VipsException {
    return scope.operation(nickname).object("in", image);
  }

  /// This one below `overlay`, which begins at that place; in the colours and with the bands of
  /// this one.
  Picture below(Picture overlay, int left, int top) throws VipsException {
    boolean grey = colours() == 1;
    int kept = hasAlpha() ? colours() + 1 : colours();
    Picture all =
        scope
            .operation("composite2")
            .object("base", image)
            .object("overlay", overlay.image)
            .with("mode", "over")
            .with("x", Integer.toString(left))
            .with("y", Integer.toString(top))
            .picture();
    Picture coloured = grey ? all.operation("colourspace").with("space", "b-w").picture() : all;
    return coloured
        .operation("extract_band")
        .with("band", "0")
        .with("n", Integer.toString(kept))
        .picture()
        .operation("cast")
        .with("format", "uchar")
        .picture();
  }

  Picture made(String nickname) throws VipsException {
    return operation(nickname).picture();
  }

  /// The same picture with header fields of its own.
  Picture copied(Map<String, String> options) throws VipsException {
    Scope.Operation copy = operation("copy");
    for (var option : options.entrySet()) {
      copy.with(option.getKey(), option.getValue());
    }
    return copy.picture();
  }

  /// Decodes and computes all of it.
  ///
  /// - Errors: [VipsException] also for what libvips would paint over in silence.
  Picture computed() throws VipsException {
    scope.takeErrors();
    MemorySegment computed = scope.own(scope.vips().copyMemory(image));
    String errors = scope.takeErrors();
    if (!errors.isEmpty()) {
      throw new VipsException(errors);
    }
    return new Picture(scope, computed);
  }

  /// How many rows, from the top, can be decoded.
  int readableRows() throws VipsException {
    Fit size = size();
    MemorySegment region = scope.own(scope.vips().region(image));
    MemorySegment rectangle = scope.arena().allocate(ValueLayout.JAVA_INT, RECTANGLE_FIELDS);
    scope.takeErrors();
    for (int top = 0; top < size.height(); top += STRIP_ROWS) {
      int rows = Math.min(STRIP_ROWS, size.height() - top);
      rectangle.copyFrom(MemorySegment.ofArray(new int[] {0, top, size.width(), rows}));
      if (!canPrepare(region, rectangle)) {
        return top;
      }
    }
    return size.height();
  }

  private boolean canPrepare(MemorySegment region, MemorySegment rectangle) {
    try {
      scope.vips().prepare(region, rectangle);
      return scope.takeErrors().isEmpty();
    } catch (VipsException _) {
      scope.takeErrors();
      return false;
    }
  }
}
