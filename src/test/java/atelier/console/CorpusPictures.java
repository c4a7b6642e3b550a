package atelier.console;

import atelier.Shell;
import atelier.console.Fate.Marked;
import atelier.console.Fate.Picture;
import atelier.media.dcraw.DngFile;
import atelier.media.exiftool.IndesignFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.imageio.ImageIO;

/// The good pictures of the [Corpus]: the same one in every format.
final class CorpusPictures {
  static final int WIDTH = 600;
  static final int HEIGHT = 400;
  private static final Marked MARKED = new Marked(WIDTH, HEIGHT);
  private static final Fate.Drawn DRAWN = new Fate.Drawn(WIDTH, HEIGHT);
  private static final Color LEFT = new Color(0xE0, 0x20, 0x20);
  private static final Color RIGHT = new Color(0x20, 0x20, 0xE0);

  private CorpusPictures() {}

  static void make(Corpus corpus) throws IOException {
    Path marks = corpus.work().resolve("marks.png");
    Files.write(marks, marks("png", WIDTH, HEIGHT));
    viaMagick(corpus);
    viaVips(corpus, marks);
    viaExiftool(corpus);
    drawings(corpus);
    previews(corpus);
  }

  /// The marks as a file of a form that the JDK writes; no two sizes have the same content.
  static byte[] marks(String form, int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(LEFT);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(RIGHT);
    graphics.fillRect(width / 2, 0, width, height);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, form, bytes);
    return bytes.toByteArray();
  }

  private static void viaMagick(Corpus corpus) {
    for (String how :
        new String[] {
          "-quality 92 jpeg:plain.jpg",
          "-interlace plane jpeg:progressive.JPEG",
          "-colorspace CMYK jpeg:inks.jpg",
          "png24:plain.png",
          "-depth 16 png48:deep.png",
          "-type palette png8:palette.png",
          "-alpha set -channel A -evaluate set 80% +channel png32:veil.png",
          "gif:plain.gif",
          "-duplicate 3 -delay 20 -loop 0 gif:moving.gif",
          "webp:plain.webp",
          "-define webp:lossless=true webp:lossless.webp",
          "-compress lzw tiff:lzw.tif",
          "-compress zip tiff:zip.tiff",
          "-compress jpeg tiff:jpeg.tif",
          "-depth 16 -compress lzw tiff:deep.tif",
          "-colorspace CMYK -compress lzw tiff:inks.tif",
          "psd:layers.psd",
          "-colorspace CMYK psd:inks.psd",
          "psb:large.psb",
          "bmp:plain.bmp",
          "jp2:plain.jp2",
          "ppm:plain.ppm",
          "tga:elder.tga",
          "pcx:elder.pcx",
          "sgi:elder.sgi",
          "dpx:elder.dpx",
        }) {
      corpus.convert(MARKED, "marks.png", how);
    }
    corpus.convert(DRAWN, "marks.png", "eps2:print.eps");
    Path pages = corpus.place("pages.tif", MARKED);
    Shell.run(
        "convert",
        "-size",
        "100x100",
        "xc:green",
        corpus.work().resolve("marks.png").toString(),
        "xc:yellow",
        "-compress",
        "lzw",
        pages.toString());
  }

  private static void viaVips(Corpus corpus, Path marks) {
    for (String name : new String[] {"phone.heic", "next.avif", "next.jxl"}) {
      Shell.run("vips", "copy", marks.toString(), corpus.place(name, MARKED).toString());
    }
  }

  private static void viaExiftool(Corpus corpus) {
    Path turned = corpus.place("turned.jpg", MARKED);
    // A quarter to the left, so that the orientation's quarter to the right makes it upright.
    Shell.run(
        "convert",
        corpus.work().resolve("marks.png").toString(),
        "-rotate",
        "-90",
        turned.toString());
    Shell.run("exiftool", "-q", "-overwrite_original", "-n", "-Orientation=6", turned.toString());
  }

  private static void drawings(Corpus corpus) {
    corpus.write(
        "drawing.svg",
        MARKED,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="600" height="400">
        <rect width="300" height="400" fill="#e02020"/><rect x="300" width="300" height="400" fill="#2020e0"/></svg>
        """);
    corpus.write(
        "modern.ai",
        DRAWN,
        Corpus.pdf(
            "0 0 600 400",
            "0.88 0.13 0.13 rg 0 0 300 400 re f 0.13 0.13 0.88 rg 300 0 300 400 re f"));
    corpus.write(
        "old.ai",
        DRAWN,
        """
        %!PS-Adobe-3.0 EPSF-3.0
        %%BoundingBox: 0 0 600 400
        %%EndComments
        0.88 0.13 0.13 setrgbcolor 0 0 300 400 rectfill
        0.13 0.13 0.88 setrgbcolor 300 0 300 400 rectfill
        showpage
        %%EOF
        """);
  }

  private static void previews(Corpus corpus) throws IOException {
    byte[] preview = marks("jpg", WIDTH, HEIGHT + 2);
    DngFile.write(corpus.place("preview.dng", new Marked(WIDTH, HEIGHT + 2)), 300, 200, 1, preview);
    DngFile.write(corpus.place("negative.dng", new Picture(300, 200)), 300, 200, 1, new byte[0]);
    IndesignFile.write(
        corpus.place(
            "layout.indd", new Fate.Partly(Set.of("thumbnail"), "no document that can be read")),
        preview);
  }
}
