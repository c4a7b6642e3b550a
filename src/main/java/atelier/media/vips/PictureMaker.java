package atelier.media.vips;

import atelier.library.SubdefSpec.ImageCodec;
import java.io.IOException;
import java.nio.file.Path;

/// Makes one picture from another, inside a child.
///
/// - Shape: shrink while loading, fit, convert to sRGB, turn upright, flatten, save, read back.
/// - Thread-safe: no, one job at a time.
/// - Source: `docs/phraseanet.md`, image outputs.
final class PictureMaker {
  private static final int FIRST_TURNED_ORIENTATION = 5;
  private static final double MILLIMETRES_PER_INCH = 25.4;
  private static final int MAX_SHRINK = 8;
  private static final int MEGA = 1_000_000;

  private final Libvips vips;
  private final LastPicture last;

  PictureMaker(Libvips vips) {
    this.vips = vips;
    this.last = new LastPicture(vips);
  }

  Reply answer(PictureJob job) {
    try (var scope = new Scope(vips)) {
      return switch (job.task()) {
        case MEASURE -> measure(scope, job);
        case MAKE -> make(scope, job);
      };
    } catch (RefusedException e) {
      return new Reply.Refused(message(e));
    } catch (VipsException e) {
      return new Reply.Failed("libvips: " + message(e));
    } catch (IOException e) {
      return new Reply.Failed("reading or writing failed: " + e);
    }
  }

  /// Lets the picture go that was read last.
  void forget() {
    last.drop();
  }

  private Reply measure(Scope scope, PictureJob job)
      throws RefusedException, VipsException, IOException {
    var stamp = LastPicture.Stamp.of(job.source());
    if (last.sourceFor(stamp, job.sizePixels()).isPresent()) {
      return new Reply.Needs(Need.ofAnother(), "the picture that was read last");
    }
    Opened opened = open(scope, stamp, job);
    return new Reply.Needs(
        opened.known.needBytes(), Need.named(opened.known.format(), opened.header));
  }

  private record Opened(PictureSource source, Picture header, LastPicture.Source known) {}

  private static Opened open(Scope scope, LastPicture.Stamp stamp, PictureJob job)
      throws RefusedException, VipsException, IOException {
    PictureSource source = PictureSource.recognise(scope, job.source());
    Picture header;
    try {
      source = source.atLargestPage(scope);
      header = source.open(scope);
    } catch (VipsException e) {
      throw new RefusedException(Damage.header(source.format(), message(e)));
    }
    refuseTooLarge(header.size(), job.maxPixels());
    boolean turned = header.orientation() >= FIRST_TURNED_ORIENTATION;
    Fit largest = header.size().into(Math.max(job.sizePixels(), job.siblingPixels()));
    long need = Need.of(source.format(), header, largest);
    return new Opened(
        source,
        header,
        new LastPicture.Source(stamp, source.format(), header.size(), turned, need));
  }

  private Reply make(Scope scope, PictureJob job)
      throws RefusedException, VipsException, IOException {
    var stamp = LastPicture.Stamp.of(job.source());
    var known = last.sourceFor(stamp, job.sizePixels());
    if (known.isPresent()) {
      return finish(scope, job, known.get(), last.picture(scope));
    }
    last.drop();
    Opened opened = open(scope, stamp, job);
    int pixelBytes = opened.header.bands() * opened.header.bandBytes();
    Fit read =
        LastPicture.sizeToRead(
            opened.known, opened.known.into(job.sizePixels()), job.siblingPixels(), pixelBytes);
    Picture small = read(scope, opened.source, opened.header, read);
    Reply reply = finish(scope, job, opened.known, small);
    last.keep(opened.known, small, pixelBytes);
    return reply;
  }

  private static Reply finish(Scope scope, PictureJob job, LastPicture.Source source, Picture small)
      throws RefusedException, VipsException, IOException {
    Fit wanted = source.into(job.sizePixels());
    Fit upright = source.turned() ? wanted.turned() : wanted;
    var colours = SrgbColours.of(resized(small, wanted));
    Picture turned = colours.picture().made("autorot");
    boolean flatten = job.flatten() || job.codec() == ImageCodec.JPEG;
    Picture flat =
        flatten && turned.hasAlpha()
            ? turned.operation("flatten").with("background", "255").picture()
            : turned;
    Picture marked = new Watermarks(scope, job).over(flat);
    save(Labels.put(marked, job, colours.converted()), job);
    verify(scope, job, upright);
    return new Reply.Made(upright.width(), upright.height());
  }

  private static void refuseTooLarge(Fit size, long maxPixels) throws RefusedException {
    if (size.pixels() > maxPixels) {
      throw new RefusedException(
          "the picture says it is %d × %d pixels, %d megapixels; %d are allowed"
              .formatted(size.width(), size.height(), size.pixels() / MEGA, maxPixels / MEGA));
    }
  }

  private static Picture read(Scope scope, PictureSource source, Picture header, Fit wanted)
      throws RefusedException, VipsException, IOException {
    int shrink = source.format() == Format.JPEG ? shrink(header.size(), wanted) : 1;
    String message;
    try {
      return resized(source.openShrunk(scope, shrink), wanted).computed();
    } catch (VipsException e) {
      message = message(e);
    }
    if (Damage.isLackOfMemory(message)) {
      throw new VipsException(message);
    }
    int rows = source.open(scope).readableRows();
    if (rows >= header.size().height()) {
      // The source is whole, so the fault is not in it.
      throw new VipsException(message);
    }
    boolean nearlyAll = rows > 0 && header.size().height() - rows <= 2 * Picture.STRIP_ROWS;
    if (source.format() == Format.JPEG && nearlyAll) {
      try {
        return resized(source.openWithEnd(scope, shrink), wanted).computed();
      } catch (VipsException _) {
        // It lacks more than the end marker.
      }
    }
    throw new RefusedException(Damage.rows(source.format(), rows, header, message));
  }

  /// At most half of the way, so that the real resizing still has something to smooth.
  private static int shrink(Fit from, Fit to) {
    int most = Math.min(from.width() / to.width(), from.height() / to.height()) / 2;
    return Math.clamp(Integer.highestOneBit(Math.max(1, most)), 1, MAX_SHRINK);
  }

  private static Picture resized(Picture from, Fit to) throws VipsException {
    if (from.size().equals(to)) {
      return from;
    }
    if (!from.hasAlpha()) {
      return scaled(from, to);
    }
    // Transparent pixels have colours too, which must not bleed into the others.
    String format = from.isEightBit() ? "uchar" : "ushort";
    Picture weighed = from.made("premultiply");
    Picture back =
        scaled(weighed, to)
            .made("unpremultiply")
            .operation("round")
            .with("round", "rint")
            .picture();
    return back.operation("cast").with("format", format).picture();
  }

  private static Picture scaled(Picture from, Fit to) throws VipsException {
    double across = (double) to.width() / from.size().width();
    double down = (double) to.height() / from.size().height();
    return from.operation("resize")
        .with("scale", Double.toString(across))
        .with("vscale", Double.toString(down))
        .picture();
  }

  private static void save(Picture picture, PictureJob job) throws VipsException, IOException {
    Scope.Operation save =
        switch (job.codec()) {
          case JPEG ->
              picture
                  .operation("jpegsave")
                  .with("Q", Integer.toString(Math.clamp(job.quality(), 1, 100)))
                  .with("optimize-coding", true);
          case PNG -> picture.operation("pngsave");
          case TIFF ->
              picture
                  .operation("tiffsave")
                  .with("compression", "lzw")
                  .with("resunit", "inch")
                  .with("xres", Double.toString(job.dpi() / MILLIMETRES_PER_INCH))
                  .with("yres", Double.toString(job.dpi() / MILLIMETRES_PER_INCH));
        };
    save.with("filename", job.target()).with("strip", job.strip()).run();
    if (job.codec() == ImageCodec.JPEG && job.strip()) {
      JfifHeader.insert(Path.of(job.target()), job.dpi());
    }
  }

  private static void verify(Scope scope, PictureJob job, Fit wanted)
      throws VipsException, IOException {
    PictureSource made;
    try {
      made = PictureSource.recognise(scope, job.target());
    } catch (RefusedException e) {
      throw new VipsException("what was written is " + e.getMessage());
    }
    if (made.format() != format(job.codec())) {
      throw new VipsException("what was written is a " + made.format().label());
    }
    Picture picture = made.open(scope);
    if (!picture.size().equals(wanted)) {
      throw new VipsException("what was written is " + picture.size() + " instead of " + wanted);
    }
    if (picture.readableRows() != wanted.height()) {
      throw new VipsException("what was written cannot be read to its end");
    }
  }

  private static Format format(ImageCodec codec) {
    return switch (codec) {
      case JPEG -> Format.JPEG;
      case PNG -> Format.PNG;
      case TIFF -> Format.TIFF;
    };
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
