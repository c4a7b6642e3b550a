package atelier.console;

import atelier.Shell;
import atelier.console.Photograph.Colours;
import atelier.console.Photograph.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Makes a hundred photographs, no two alike, from six real ones.
///
/// - Source: Debian's package `forensics-samples-files`, by João Eriberto Mota Filho, CC-BY-SA-4.0.
final class Photographs {
  static final int COUNT = 100;

  /// On one core each: as many run at the same time as there are cores.
  static final List<String> CONVERT = List.of("convert", "-limit", "thread", "1");

  private static final Path REAL = Path.of("/usr/share/forensics-samples/original-files");
  private static final List<String> SOURCES =
      List.of(
          "pic2/IMG_20191224_234846.jpg",
          "pic1/IMG_1054.JPG",
          "pic2/IMG_20200124_231153.jpg",
          "pic1/IMG_20200827_231612.jpg",
          "pic2/IMG_20200608_111614.jpg",
          "pic1/IMG-20191006-WA0002.jpg");

  /// What the cameras wrote into the sources; the last one has lost it.
  private static final List<String> CAMERAS =
      List.of("Mi A3", "Canon PowerShot SX530 HS", "Mi A3", "Mi A3", "Mi A3", "");

  private static final int[][] SIZES = {
    // width, height: landscapes, portraits, panoramas, squares, tiny ones, and those at a limit
    {1600, 1067}, {1024, 768}, {900, 1200}, {1600, 400}, {150, 100}, {1333, 1000}, {64, 64},
    {720, 1280}, {1281, 720}, {240, 1600}, {384, 288}, {1280, 1280}, {385, 384}, {31, 17},
    {1067, 1600}, {1599, 301}, {640, 480}, {100, 150}, {1200, 900}, {193, 77}, {641, 640},
    {768, 1024}, {1500, 1001}
  };
  private static final List<String> TITLES =
      List.of(
          "Côte d'Émeraude",
          "Ulice w Łodzi",
          "Straße nach Köln & zurück",
          "Ελληνικό καλοκαίρι",
          "夏の海",
          "\"Quoted\" <title> 100 %",
          "A plain title");
  private static final List<String> CITIES = List.of("Saint-Étienne", "Łódź", "Köln", "Brasília");

  private final Path folder;
  private final Path work;

  private Photographs(Path folder, Path work) {
    this.folder = folder;
    this.work = work;
  }

  /// - Shape: the photographs are alone in `folder`; `work` keeps what they were made with.
  static List<Photograph> make(Path folder, Path work) throws IOException {
    var maker = new Photographs(folder, work);
    List<Photograph> all = IntStream.range(0, COUNT).mapToObj(Photographs::plan).toList();
    IntStream.range(0, SOURCES.size()).parallel().forEach(maker::makeBase);
    for (String profile : List.of("srgb", "p3", "cmyk")) {
      maker.makeProfile(profile);
    }
    IntStream.range(0, SOURCES.size()).parallel().forEach(source -> maker.develop(source, all));
    maker.label(all);
    return all;
  }

  private static Photograph plan(int i) {
    Form form = form(i);
    Colours colours = colours(i, form);
    int[] size = SIZES[i % SIZES.length];
    boolean cameraTags = i % 2 == 0 && !CAMERAS.get(i % SOURCES.size()).isEmpty();
    // Orientation is a matter of cameras: PNG knows it only by way of a late addition.
    int orientation = form == Form.PNG || form == Form.DEEP_PNG ? 1 : 1 + i % 8;
    String name = "photo " + i + (i % 5 == 0 ? " [Q=1]" : "") + extension(form, i);
    return new Photograph(
        i,
        name,
        form,
        size[0],
        size[1],
        orientation,
        colours,
        cameraTags,
        i % 3 == 0,
        caption(i, name, cameraTags ? CAMERAS.get(i % SOURCES.size()) : ""));
  }

  private static Form form(int i) {
    return switch (i % 10) {
      case 4 -> Form.PNG;
      case 7 -> Form.TIFF;
      case 9 -> i % 20 == 9 ? Form.PROGRESSIVE_JPEG : Form.DEEP_PNG;
      default -> Form.JPEG;
    };
  }

  private static Colours colours(int i, Form form) {
    Colours[] some =
        form == Form.PNG || form == Form.DEEP_PNG
            ? new Colours[] {Colours.UNTAGGED, Colours.DISPLAY_P3, Colours.SRGB}
            : Colours.values();
    return some[(i * 5 + i / 7) % some.length];
  }

  private static String extension(Form form, int i) {
    return switch (form) {
      case JPEG, PROGRESSIVE_JPEG -> i % 6 == 0 ? ".JPG" : ".jpg";
      case PNG, DEEP_PNG -> ".png";
      case TIFF -> ".tif";
    };
  }

  private static Map<String, List<String>> caption(int i, String name, String camera) {
    var caption = new LinkedHashMap<String, List<String>>();
    if (i % 4 != 3) {
      caption.put("Headline", List.of(TITLES.get(i % TITLES.size()) + " " + i));
      caption.put("Keywords", List.of("été", "Photo " + i, "mer & plage"));
      caption.put("Caption", List.of("Première ligne\nseconde ligne, n° " + i));
      caption.put(
          "DateCreated", List.of("2024/%02d/%02d 00:00:00".formatted(1 + i % 12, 1 + i % 28)));
      caption.put("Byline", List.of("Zoë Ångström"));
      caption.put("City", List.of(CITIES.get(i % CITIES.size())));
    }
    if (!camera.isEmpty()) {
      caption.put("CameraModel", List.of(camera));
    }
    caption.put("FileName", List.of(name));
    return caption;
  }

  private void makeBase(int source) {
    Shell.run(
        "convert",
        "-define",
        "jpeg:size=1600x1600",
        REAL.resolve(SOURCES.get(source)).toString(),
        "-auto-orient",
        "-strip",
        "-resize",
        "1600x1600",
        base(source).toString());
  }

  private Path base(int source) {
    return work.resolve("base-" + source + ".ppm");
  }

  /// Takes a profile out of what libvips has on board.
  private void makeProfile(String name) {
    Path tagged = work.resolve(name + ".tif");
    Shell.run(
        "vips",
        "icc_transform",
        base(1).toString(),
        tagged.toString(),
        name,
        "--input-profile",
        "srgb");
    Shell.run("convert", tagged.toString(), profile(name).toString());
  }

  private Path profile(String name) {
    return work.resolve(name + ".icc");
  }

  /// All of one source in one call: starting it takes longer than a photograph.
  private void develop(int source, List<Photograph> all) {
    var command = new ArrayList<>(CONVERT);
    command.addAll(List.of("-respect-parenthesis", base(source).toString()));
    for (Photograph photo : all) {
      if (photo.number() % SOURCES.size() == source) {
        command.addAll(List.of("(", "+clone"));
        addDevelopment(photo, command);
        command.addAll(List.of("-write", folder.resolve(photo.fileName()).toString()));
        command.addAll(List.of("+delete", ")"));
      }
    }
    command.add("null:");
    Shell.run(command.toArray(String[]::new));
  }

  private void addDevelopment(Photograph photo, List<String> command) {
    int i = photo.number();
    String size = photo.width() + "x" + photo.height();
    command.addAll(List.of("-gravity", i % 2 == 0 ? "Center" : "North", "-resize", size + "^"));
    command.addAll(List.of("-extent", size, "-alpha", "off"));
    int marker = photo.marker() - 1;
    int right = photo.width() - 1;
    command.addAll(List.of("-fill", "red", "-draw", "rectangle 0,0 " + marker + "," + marker));
    command.addAll(
        List.of(
            "-fill",
            "blue",
            "-draw",
            "rectangle " + (right - marker) + ",0 " + right + "," + marker));
    command.addAll(stored(photo.orientation()));
    command.addAll(profiled(photo.colours()));
    command.addAll(List.of("-units", "PixelsPerInch", "-density", "" + (72 + 13 * (i % 30))));
    switch (photo.form()) {
      case JPEG -> command.addAll(List.of("-quality", "" + (88 + i % 10)));
      case PROGRESSIVE_JPEG -> command.addAll(List.of("-quality", "90", "-interlace", "JPEG"));
      case PNG -> command.addAll(List.of("-quality", "15", "-define", "png:color-type=2"));
      case DEEP_PNG -> command.addAll(List.of("-quality", "15", "-define", "png:bit-depth=16"));
      case TIFF -> command.addAll(List.of("-compress", i % 20 == 7 ? "LZW" : "None"));
    }
  }

  /// From upright to how a camera held so stores it.
  ///
  /// - Source: EXIF 2.32, tag 274: where row 0 and column 0 are as seen.
  private static List<String> stored(int orientation) {
    return switch (orientation) {
      case 2 -> List.of("-flop");
      case 3 -> List.of("-rotate", "180");
      case 4 -> List.of("-flip");
      case 5 -> List.of("-transpose");
      case 6 -> List.of("-rotate", "270");
      case 7 -> List.of("-transverse");
      case 8 -> List.of("-rotate", "90");
      default -> List.of();
    };
  }

  private List<String> profiled(Colours colours) {
    String srgb = profile("srgb").toString();
    String p3 = profile("p3").toString();
    return switch (colours) {
      case UNTAGGED -> List.of();
      case SRGB -> List.of("-profile", srgb);
      case DISPLAY_P3 -> List.of("-profile", srgb, "-profile", p3);
      case VIVID_P3 -> List.of("-profile", p3);
      case CMYK -> List.of("-profile", srgb, "-profile", profile("cmyk").toString());
      case GREY -> List.of("-colorspace", "Gray");
    };
  }

  private void label(List<Photograph> all) throws IOException {
    var lines = new ArrayList<String>();
    for (Photograph photo : all) {
      if (photo.cameraTags()) {
        Path source = REAL.resolve(SOURCES.get(photo.number() % SOURCES.size()));
        lines.addAll(List.of("-tagsFromFile", source.toString(), "-EXIF:all"));
      }
      addWords(photo, lines);
      if (photo.isPng()) {
        lines.add("-IFD0:Orientation=");
      } else {
        lines.add("-IFD0:Orientation#=" + photo.orientation());
      }
      lines.add(folder.resolve(photo.fileName()).toString());
      lines.add("-execute");
    }
    Path arguments = Files.write(work.resolve("arguments"), lines);
    Shell.run(
        "exiftool",
        "-@",
        arguments.toString(),
        "-common_args",
        "-q",
        "-q",
        "-m",
        "-E",
        "-overwrite_original",
        "-charset",
        "iptc=UTF8");
  }

  private static void addWords(Photograph photo, List<String> lines) {
    if (photo.isCaptioned()) {
      lines.add("-IPTC:CodedCharacterSet=utf8");
      add(photo, "Headline", "IPTC:Headline", lines);
      add(photo, "Keywords", "IPTC:Keywords", lines);
      add(photo, "Caption", "IPTC:Caption-Abstract", lines);
      add(photo, "Byline", "IPTC:By-line", lines);
      add(photo, "City", "IPTC:City", lines);
      photo
          .of("DateCreated")
          .forEach(
              date -> lines.add("-IPTC:DateCreated=" + date.substring(0, 10).replace('/', ':')));
    }
    if (photo.xmp()) {
      lines.add("-XMP-dc:Title=XMP-Título " + photo.number());
      lines.add("-XMP-dc:Subject=chaîne");
      lines.add("-XMP-photoshop:City=Ouagadougou");
    }
  }

  private static void add(Photograph photo, String field, String tag, List<String> lines) {
    for (String value : photo.of(field)) {
      lines.add("-" + tag + "=" + value.replace("&", "&amp;").replace("\n", "&#10;"));
    }
  }
}
