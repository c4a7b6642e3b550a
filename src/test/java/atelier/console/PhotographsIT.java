package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.console.LibraryContent.Item;
import atelier.console.Photograph.Colours;
import atelier.json.Json;
import atelier.library.Subdef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hundred photographs through the whole program, every result checked with ImageMagick, exiftool
/// and the JDK's decoder.
class PhotographsIT {
  /// Square in pixels and dots per inch, as the structure of a new databox says.
  private static final Map<String, int[]> SUBDEFS =
      Map.of(
          "preview", new int[] {1280, 300},
          "preview_mobile", new int[] {640, 72},
          "thumbnail", new int[] {384, 72},
          "thumbnail_mobile", new int[] {192, 72});

  private static final int KILLS = 3;
  private static final Duration LEFT_BEHIND = Duration.ofHours(2);

  @TempDir private static Path folder;
  private static Path pictures = Path.of("");
  private static List<Photograph> photos = List.of();
  private static Duration undisturbed = Duration.ZERO;
  private static List<Item> items = List.of();
  private static Map<String, Item> byName = Map.of();
  private static Map<Path, Map<String, Object>> tags = Map.of();

  @BeforeAll
  static void take_in_a_hundred_photographs() throws Exception {
    pictures = Files.createDirectory(folder.resolve("pictures"));
    photos = Photographs.make(pictures, Files.createDirectory(folder.resolve("work")));
    long began = System.nanoTime();
    demo(home()).run("demo", pictures.toString(), "--exit");
    undisturbed = Duration.ofNanos(System.nanoTime() - began);
    items = LibraryContent.of(home());
    byName = items.stream().collect(Collectors.toMap(Item::originalName, Function.identity()));
    tags = tags(LibraryContent.files(items));
  }

  @Test
  void every_photograph_is_one_record_with_its_caption() {
    assertThat(items).hasSize(Photographs.COUNT);
    assertThat(items).extracting(Item::uuid).doesNotHaveDuplicates();
    assertThat(photos)
        .allSatisfy(
            photo -> {
              Item item = item(photo);
              var caption = new HashMap<>(item.caption());
              List<String> latitude = caption.remove("Latitude");
              List<String> longitude = caption.remove("Longitude");
              assertThat(caption).isEqualTo(photo.caption());
              if (photo.of("CameraModel").contains("Mi A3")) {
                assertThat(latitude).singleElement().asString().startsWith("-15.83");
                assertThat(longitude).singleElement().asString().startsWith("-48.0");
              }
              assertThat(item.file("document").widthPixels()).isEqualTo(stored(photo).getFirst());
              assertThat(item.file("document").heightPixels()).isEqualTo(stored(photo).getLast());
            });
    assertThat(LibraryContent.openJobs(home())).isEmpty();
  }

  @Test
  void every_sub_definition_has_the_size_and_resolution_of_the_structure() {
    assertThat(photos)
        .allSatisfy(
            photo ->
                SUBDEFS.forEach(
                    (name, wanted) -> {
                      Subdef made = item(photo).file(name);
                      List<Integer> size = photo.inside(wanted[0]);
                      Map<String, Object> said = said(made);
                      assertThat(List.of(made.widthPixels(), made.heightPixels())).isEqualTo(size);
                      assertThat(said)
                          .as(name)
                          .containsEntry("File:FileType", "JPEG")
                          .containsEntry("File:ImageWidth", size.getFirst())
                          .containsEntry("File:ImageHeight", size.getLast())
                          .containsEntry("JFIF:XResolution", wanted[1])
                          .containsEntry("JFIF:YResolution", wanted[1])
                          .containsEntry("JFIF:ResolutionUnit", 1);
                      assertThat(said.getOrDefault("IFD0:XResolution", wanted[1]))
                          .isEqualTo(wanted[1]);
                      assertThat(said.getOrDefault("IFD0:Orientation", 1)).isEqualTo(1);
                      assertThat(made.sizeBytes()).isEqualTo(made.path().toFile().length());
                    }));
  }

  @Test
  void every_sub_definition_is_upright_and_in_srgb() {
    assertThat(photos.parallelStream().flatMap(PhotographsIT::faults)).isEmpty();

    String spaces = identify("%[colorspace]\n", SUBDEFS.keySet().stream().toList());
    assertThat(spaces.lines().distinct()).containsExactlyInAnyOrder("sRGB", "Gray");
    long grey = photos.stream().filter(photo -> photo.colours() == Colours.GREY).count();
    assertThat(spaces.lines().filter("Gray"::equals)).hasSize((int) grey * SUBDEFS.size());
    assertThat(photos)
        .allSatisfy(
            photo ->
                SUBDEFS
                    .keySet()
                    .forEach(
                        name ->
                            assertThat(said(item(photo).file(name)).keySet())
                                .noneMatch(tag -> tag.startsWith("ICC"))));
  }

  /// Pictures whose markers are elsewhere or of other colours.
  private static Stream<String> faults(Photograph photo) {
    return SUBDEFS.keySet().stream()
        .filter(name -> !isUpright(photo, Pixels.of(item(photo).file(name).path())))
        .map(name -> photo + ": " + name);
  }

  private static boolean isUpright(Photograph photo, Pixels pixels) {
    int marker = Math.min(pixels.width(), pixels.height()) / 3;
    int[] left = pixels.middle(0, 0, marker);
    int[] right = pixels.middle(pixels.width() - marker, 0, marker);
    if (photo.colours() == Colours.GREY) {
      return left[0] == left[1] && left[0] < 95 && right[0] < 50;
    }
    return left[0] > 180
        && left[1] < 90
        && left[2] < 90
        && right[0] < 110
        && right[1] < 110
        && right[2] > 110;
  }

  @Test
  void every_second_picture_has_the_colours_that_imagemagick_finds() {
    List<String> faults =
        photos.parallelStream()
            .filter(photo -> photo.number() % 2 == 0)
            .map(photo -> Map.entry(photo, distance(photo)))
            .filter(
                each -> each.getValue() > tolerance(each.getKey().width(), each.getKey().height()))
            .map(each -> each.getKey() + " differs by " + each.getValue())
            .toList();

    assertThat(faults).isEmpty();
  }

  /// In tiles of a few pixels the noise of JPEG at low quality does not cancel out. Elsewhere the
  /// largest differences are in the darkest values, where one step of light is many of a number.
  private static int tolerance(int width, int height) {
    return Math.min(width, height) < 100 ? 25 : 8;
  }

  private static int distance(Photograph photo) {
    Subdef made = item(photo).file("thumbnail");
    Path reference = folder.resolve("work").resolve("reference-" + photo.number() + ".png");
    var command = new ArrayList<>(Photographs.CONVERT);
    command.addAll(List.of(pictures.resolve(photo.fileName()) + "[0]", "-auto-orient"));
    command.addAll(List.of("-resize", made.widthPixels() + "x" + made.heightPixels() + "!"));
    if (photo.colours().hasProfile()) {
      command.addAll(List.of("-intent", "Relative", "-black-point-compensation"));
      command.addAll(List.of("-profile", folder.resolve("work").resolve("srgb.icc").toString()));
    }
    command.addAll(List.of("-depth", "8", "PNG24:" + reference));
    Shell.run(command.toArray(String[]::new));
    return Pixels.of(made.path()).distance(Pixels.of(reference));
  }

  @Test
  void captions_are_in_the_files_that_shall_have_them_and_nowhere_else() {
    for (Photograph photo : photos) {
      Map<String, Object> preview = said(item(photo).file("preview"));
      assertThat(texts(preview, "IPTC:Headline")).isEqualTo(photo.of("Headline"));
      assertThat(texts(preview, "IPTC:Keywords")).isEqualTo(photo.of("Keywords"));
      assertThat(texts(preview, "IPTC:Caption-Abstract")).isEqualTo(photo.of("Caption"));
      assertThat(texts(preview, "IPTC:City")).isEqualTo(photo.of("City"));
      assertThat(texts(preview, "IFD0:Model")).isEqualTo(photo.of("CameraModel"));
      assertThat(texts(preview, "IPTC:DateCreated"))
          .isEqualTo(
              photo.of("DateCreated").stream()
                  .map(date -> date.substring(0, 10).replace('/', ':'))
                  .toList());
      assertThat(texts(preview, "XMP-exif:ImageUniqueID")).containsExactly(item(photo).uuid());
      assertThat(preview).doesNotContainKeys("XMP-dc:Title", "ExifIFD:ISO", "IFD1:ThumbnailImage");
      for (String name : List.of("preview_mobile", "thumbnail", "thumbnail_mobile")) {
        assertThat(said(item(photo).file(name)).keySet())
            .as(name)
            .noneMatch(tag -> tag.matches("(IPTC|XMP|IFD|ExifIFD|GPS|ICC|Photoshop).*"));
      }
    }
  }

  @Test
  void documents_keep_their_pixels_and_what_else_was_in_them() throws Exception {
    for (Photograph photo : photos) {
      Subdef document = item(photo).file("document");
      Map<String, Object> said = said(document);
      assertThat(texts(said, "XMP-dc:Title"))
          .isEqualTo(photo.xmp() ? List.of("XMP-Título " + photo.number()) : List.of());
      assertThat(texts(said, "IPTC:Headline")).isEqualTo(photo.of("Headline"));
      assertThat(said.keySet().stream().anyMatch(tag -> tag.startsWith("ICC-header")))
          .as(photo.toString())
          .isEqualTo(photo.colours().hasProfile());
      if (!photo.isPng()) {
        assertThat(said).containsEntry("IFD0:Orientation", photo.orientation());
      }
    }
    for (Photograph photo : photos) {
      Path before = pictures.resolve(photo.fileName());
      Path now = item(photo).file("document").path();
      assertThat(pixels(photo, now)).as(photo.toString()).isEqualTo(pixels(photo, before));
    }
  }

  /// What stands for the pixels alone.
  private static String pixels(Photograph photo, Path file) throws IOException {
    if (!photo.isJpeg()) {
      return Shell.run("identify", "-quiet", "-format", "%#", file.toString());
    }
    // From the tables on: the segments before them hold metadata.
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    int at = 2;
    while ((bytes.get(at + 1) & 0xf0) == 0xe0 || bytes.get(at + 1) == (byte) 0xfe) {
      at += 2 + (bytes.getShort(at + 2) & 0xffff);
    }
    return HexFormat.of().formatHex(bytes.array(), at, bytes.capacity());
  }

  @Test
  void kill_minus_nine_at_random_moments_changes_nothing_in_the_end() throws Exception {
    long seed = Long.getLong("atelier.test.seed", System.nanoTime());
    System.out.println("kill -9 at random moments: -Datelier.test.seed=" + seed);
    var random = new Random(seed);
    Path home = folder.resolve("killed");
    ConsoleProcess console = demo(home);
    for (int kill = 0; kill < KILLS; kill++) {
      // At most a quarter of the whole run each, so that there is always something left to do.
      Duration moment = Duration.ofMillis(random.nextLong(500, undisturbed.toMillis() / 4));
      assertThat(console.killAfter(moment, "demo", pictures.toString(), "--exit"))
          .as("killed after " + moment)
          .isTrue();
    }
    console.run("demo", pictures.toString(), "--exit");
    assertThat(LibraryContent.openJobs(home)).isEmpty();
    List<Item> recovered = LibraryContent.of(home);

    assertThat(recovered).hasSize(Photographs.COUNT);
    assertThat(essences(recovered)).isEqualTo(essences(items));
    assertThat(differentPictures(recovered)).isEmpty();
    assertThat(recovered).extracting(Item::uuid).doesNotHaveDuplicates();
    makeOld(home.resolve("files"));
    console.run("demo", pictures.toString(), "--exit");
    assertThat(filesBelow(home.resolve("files"))).isEqualTo(LibraryContent.files(recovered));
    assertThat(filesBelow(home.resolve("tmp"))).containsExactly(home.resolve("tmp/lock"));
    assertThat(filesBelow(console.temporary())).isEmpty();
  }

  private static Map<String, Map<String, Object>> essences(List<Item> items) {
    return items.parallelStream()
        .collect(Collectors.toMap(Item::originalName, PhotographsIT::essence));
  }

  /// What must be the same in every library.
  private static Map<String, Object> essence(Item item) {
    var essence = new LinkedHashMap<String, Object>();
    essence.put("name", item.originalName());
    essence.put("mime", item.mime());
    essence.put("sha256", item.sha256());
    essence.put("caption", item.caption());
    var technicalData = new TreeMap<>(item.technicalData());
    // With another UUID in it a compressed text may be a byte longer.
    technicalData.remove("FileSize");
    essence.put("technical data", technicalData);
    item.files()
        .forEach(
            (name, file) ->
                essence.put(
                    name, file.mime() + " " + file.widthPixels() + " x " + file.heightPixels()));
    return essence;
  }

  /// Names of sub-definitions that show something else than in the undisturbed library. A few
  /// pixels may differ, as what is made together with a larger one is made from the same reading.
  private static List<String> differentPictures(List<Item> recovered) {
    return recovered.parallelStream()
        .flatMap(
            item ->
                item.files().keySet().stream()
                    .filter(name -> !name.equals("document"))
                    .filter(name -> isDifferent(item.file(name), first(item).file(name)))
                    .map(name -> name + " of " + item.originalName()))
        .toList();
  }

  private static Item first(Item other) {
    return items.stream()
        .filter(item -> item.originalName().equals(other.originalName()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isDifferent(Subdef one, Subdef other) {
    Pixels pixels = Pixels.of(one.path());
    return pixels.distance(Pixels.of(other.path())) > tolerance(pixels.width(), pixels.height());
  }

  /// As if what a crash left behind had been lying there for a while.
  private static void makeOld(Path files) throws Exception {
    for (Path file : filesBelow(files)) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(LEFT_BEHIND)));
    }
  }

  private static List<Path> filesBelow(Path root) throws Exception {
    try (var files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Map<Path, Map<String, Object>> tags(List<Path> files) throws Exception {
    Path list = folder.resolve("work").resolve("files");
    Files.write(list, files.stream().map(Path::toString).toList());
    String output = Shell.run("exiftool", "-q", "-q", "-json", "-n", "-G1", "-@", list.toString());
    var tags = new HashMap<Path, Map<String, Object>>();
    for (Object each : Json.array(output)) {
      var said = new HashMap<String, Object>();
      ((Map<?, ?>) each).forEach((tag, value) -> said.put(tag.toString(), value));
      tags.put(Path.of(String.valueOf(said.get("SourceFile"))), said);
    }
    return tags;
  }

  private static String identify(String format, List<String> names) {
    return Shell.run(
        identifying(
            format,
            photos.stream()
                .flatMap(photo -> names.stream().map(name -> item(photo).file(name).path()))
                .toList()));
  }

  private static String[] identifying(String format, List<Path> files) {
    var command = new ArrayList<>(List.of("identify", "-ping", "-format", format));
    files.forEach(file -> command.add(file.toString()));
    return command.toArray(String[]::new);
  }

  private static Map<String, Object> said(Subdef file) {
    return tags.getOrDefault(file.path(), Map.of());
  }

  private static List<String> texts(Map<String, Object> said, String tag) {
    Object value = said.get(tag);
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      default -> List.of(value.toString());
    };
  }

  private static List<Integer> stored(Photograph photo) {
    return photo.orientation() >= 5
        ? List.of(photo.height(), photo.width())
        : List.of(photo.width(), photo.height());
  }

  private static Item item(Photograph photo) {
    Item item = byName.get(photo.fileName());
    if (item == null) {
      throw new AssertionError("no record of " + photo);
    }
    return item;
  }

  private static Path home() {
    return folder.resolve("home");
  }

  private static ConsoleProcess demo(Path home) throws Exception {
    return ConsoleProcess.at(home);
  }
}
