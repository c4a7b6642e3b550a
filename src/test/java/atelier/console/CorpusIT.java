package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.console.LibraryContent.Item;
import atelier.library.Subdef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files of all kinds, good, broken and malicious, through the whole program as somebody would who
/// has a folder of them; what comes out is looked at with tools that had no part in it.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class CorpusIT {
  private static final int LEAST_FILES = 60;
  private static final int LEAST_BROKEN = 20;

  /// Of pictures, by name, the longer side at most.
  private static final Map<String, Integer> PICTURES =
      Map.of("preview", 1280, "preview_mobile", 640, "thumbnail", 384, "thumbnail_mobile", 192);

  private static final double FILM_SECONDS = 3;

  @TempDir private static Path folder;
  private static Corpus corpus = new Corpus(Path.of(""), Path.of(""));
  private static Canaries canaries;
  private static Map<Path, String> sums = Map.of();
  private static Set<Path> workingFolder = Set.of();
  private static String report = "";
  private static Map<String, Item> items = Map.of();
  private static Map<Path, Seen> seen = Map.of();

  /// What ImageMagick says of a picture or of the first frame of an animation.
  private record Seen(String format, int width, int height) {}

  @BeforeAll
  static void take_in_the_corpus() throws Exception {
    corpus =
        new Corpus(
            Files.createDirectory(folder.resolve("corpus")),
            Files.createDirectory(folder.resolve("work")));
    canaries = new Canaries(folder.resolve("elsewhere"));
    CorpusPictures.make(corpus);
    CorpusClips.make(corpus);
    CorpusPapers.make(corpus);
    CorpusTraps.make(corpus, canaries);
    sums = Canaries.sums(corpus.folder());
    workingFolder = filesIn(Path.of(""));
    report = console().run("demo", corpus.folder().toString(), "--exit");
    items =
        LibraryContent.of(home()).stream()
            .collect(Collectors.toMap(Item::originalName, Function.identity()));
    seen = identify(LibraryContent.files(List.copyOf(items.values())));
  }

  @AfterAll
  static void closeTheListener() throws IOException {
    canaries.close();
  }

  @Test
  void every_file_comes_to_an_end() {
    Map<String, Fate> fates = corpus.fates();

    assertThat(fates).hasSizeGreaterThanOrEqualTo(LEAST_FILES);
    assertThat(fates.values().stream().filter(CorpusIT::isBroken).count())
        .isGreaterThanOrEqualTo(LEAST_BROKEN);
    Set<String> taken = new TreeSet<>(fates.keySet());
    taken.removeIf(name -> fates.get(name) instanceof Fate.TurnedAway);
    assertThat(items.keySet()).containsExactlyInAnyOrderElementsOf(taken);
    assertThat(LibraryContent.unfinishedJobs(home())).isEmpty();
  }

  private static boolean isBroken(Fate fate) {
    return switch (fate) {
      case Fate.Refused _, Fate.Partly _, Fate.TurnedAway _ -> true;
      case Fate.Marked _,
          Fate.Drawn _,
          Fate.Picture _,
          Fate.Film _,
          Fate.Sound _,
          Fate.Paper _,
          Fate.Kept _ ->
          false;
    };
  }

  @Test
  void every_picture_is_made_in_all_sizes_and_keeps_its_colours() {
    each(
        Fate.Marked.class,
        (item, marked) -> {
          hasPictures(item, marked.width(), marked.height());
          PICTURES.keySet().forEach(name -> isMarked(item.file(name)));
        });
    each(
        Fate.Drawn.class,
        (item, drawn) -> {
          hasAll(item, PICTURES.keySet());
          PICTURES.forEach(
              (name, side) -> {
                isPicture(item.file(name), drawn.width() * side, drawn.height() * side, side);
                isMarked(item.file(name));
              });
        });
    each(
        Fate.Picture.class,
        (item, picture) -> hasPictures(item, picture.width(), picture.height()));
  }

  private static void hasPictures(Item item, int width, int height) {
    hasAll(item, PICTURES.keySet());
    PICTURES.forEach((name, side) -> isPicture(item.file(name), width, height, side));
  }

  /// - Shape: not larger than the source, and inside a square of so many pixels.
  private static void isPicture(Subdef file, int width, int height, int side) {
    double factor = Math.min(1, (double) side / Math.max(width, height));
    Seen made = look(file);
    assertThat(made.format()).isEqualTo("JPEG");
    assertThat(made.width()).isBetween(floor(width * factor), ceil(width * factor));
    assertThat(made.height()).isBetween(floor(height * factor), ceil(height * factor));
    assertThat(List.of(file.widthPixels(), file.heightPixels()))
        .isEqualTo(List.of(made.width(), made.height()));
  }

  private static int floor(double number) {
    return Math.max(1, (int) number);
  }

  private static int ceil(double number) {
    return (int) Math.ceil(number);
  }

  private static void isMarked(Subdef file) {
    Pixels pixels = Pixels.of(file.path());
    int side = Math.min(pixels.width(), pixels.height()) / 3;
    int[] left = pixels.middle(0, 0, side);
    int[] right = pixels.middle(pixels.width() - side, pixels.height() - side, side);
    assertThat(left[0] - left[2]).as("red on the left of " + file.path()).isGreaterThan(50);
    assertThat(right[2] - right[0]).as("blue on the right of " + file.path()).isGreaterThan(50);
  }

  @Test
  void every_film_becomes_films_pictures_and_sound() {
    each(
        Fate.Film.class,
        (item, film) -> {
          Set<String> sounds = Set.of("audiovideomp3", "audiovideowav");
          var wanted =
              new TreeSet<>(
                  Set.of("preview", "preview_webm", "thumbnail", "thumbnailgif", "poster"));
          if (film.sound()) {
            wanted.addAll(sounds);
            hasAll(item, wanted);
            isClip(item.file("audiovideomp3"), "mp3");
            isClip(item.file("audiovideowav"), "pcm_s16le");
          } else {
            assertThat(item.files()).containsOnlyKeys(withDocument(wanted));
            assertThat(item.failures()).containsOnlyKeys(sounds);
            assertThat(item.failures().values()).containsOnly("there is no sound in it");
          }
          isClip(item.file("preview"), film.sound() ? "h264 aac" : "h264");
          isClip(item.file("preview_webm"), film.sound() ? "vp8 vorbis" : "vp8");
          for (String name : List.of("thumbnail", "poster")) {
            isPicture(
                item.file(name), film.width(), film.height(), name.equals("poster") ? 1280 : 384);
            isMarked(item.file(name));
          }
          assertThat(look(item.file("thumbnailgif")).format()).isEqualTo("GIF");
          assertThat(look(item.file("thumbnailgif")).width()).isEqualTo(250);
          for (String name : List.of("preview", "preview_webm")) {
            Subdef made = item.file(name);
            double shape = (double) made.widthPixels() / made.heightPixels();
            assertThat(shape).isBetween(1.7, 1.9);
          }
        });
  }

  @Test
  void every_sound_becomes_sound_and_a_picture() {
    each(
        Fate.Sound.class,
        (item, _) -> {
          hasAll(item, Set.of("preview", "preview_mobile", "thumbnail"));
          isClip(item.file("preview"), "mp3");
          isClip(item.file("preview_mobile"), "mp3");
          assertThat(look(item.file("thumbnail")).format()).isEqualTo("JPEG");
        });
  }

  /// - Shape: the codecs of film and sound with a blank between.
  private static void isClip(Subdef file, String codecs) {
    String said =
        Shell.run(
            "ffprobe",
            "-v",
            "error",
            "-of",
            "default=nw=1:nk=1",
            "-show_entries",
            "stream=codec_name:format=duration",
            file.path().toString());
    List<String> lines = said.lines().toList();
    assertThat(String.join(" ", lines.subList(0, lines.size() - 1))).isEqualTo(codecs);
    assertThat(Double.parseDouble(lines.getLast()))
        .isBetween(FILM_SECONDS - 0.4, FILM_SECONDS + 0.4);
  }

  @Test
  void every_document_becomes_a_pdf_with_its_words_and_a_picture() {
    each(
        Fate.Paper.class,
        (item, paper) -> {
          hasAll(item, Set.of("preview", "thumbnail"));
          String pdf = item.file("preview").path().toString();
          Shell.run("qpdf", "--check", pdf);
          assertThat(Shell.run("qpdf", "--show-npages", pdf)).isEqualTo("" + paper.pages());
          assertThat(text(item.file("preview"))).contains(paper.words());
          Seen picture = look(item.file("thumbnail"));
          assertThat(picture.format()).isEqualTo("JPEG");
          assertThat(Math.max(picture.width(), picture.height())).isEqualTo(380);
        });
  }

  @Test
  void every_broken_file_is_explained() {
    each(
        Fate.Refused.class,
        (item, refused) -> {
          assertThat(item.files()).containsOnlyKeys(Subdef.DOCUMENT);
          assertThat(item.failures()).isNotEmpty();
          isExplained(item, refused.cause());
        });
    each(
        Fate.Partly.class,
        (item, partly) -> {
          assertThat(item.files()).containsOnlyKeys(withDocument(partly.made()));
          assertThat(item.failures()).isNotEmpty().doesNotContainKeys(made(partly));
          isExplained(item, partly.cause());
        });
    each(Fate.Kept.class, (item, _) -> hasAll(item, Set.of()));
    corpus
        .fates()
        .forEach(
            (name, fate) -> {
              if (fate instanceof Fate.TurnedAway(String cause)) {
                assertThat(report).contains("  " + name + "\n    not taken in: " + cause);
              }
            });
  }

  private static String[] made(Fate.Partly partly) {
    return partly.made().toArray(String[]::new);
  }

  private static void isExplained(Item item, String cause) {
    assertThat(item.failures().values())
        .allSatisfy(
            reason ->
                assertThat(reason)
                    .startsWith(cause)
                    .doesNotContain("Exception", "null", folder.toString()));
  }

  @Test
  void nothing_elsewhere_is_read_written_or_called() throws Exception {
    assertThat(canaries.harm()).isEmpty();
    assertThat(Canaries.sums(corpus.folder())).isEqualTo(sums);
    assertThat(filesIn(Path.of(""))).isEqualTo(workingFolder);
    assertThat(filesIn(home().resolve("tmp"))).containsExactly(home().resolve("tmp/lock"));
    assertThat(filesIn(console().temporary())).isEmpty();
  }

  @Test
  void nothing_from_elsewhere_is_in_what_comes_out() throws Exception {
    assertThat(report).doesNotContain(Canaries.SECRET);
    for (Path file : Canaries.sums(home()).keySet()) {
      assertThat(Canaries.isIn(file)).as(file.toString()).isFalse();
    }
    for (Item item : items.values()) {
      item.files().values().stream()
          .filter(file -> !file.name().equals(Subdef.DOCUMENT))
          .forEach(
              file -> {
                if (file.mime().equals("image/jpeg")) {
                  assertThat(Pixels.of(file.path()).hasMagenta()).as(item.originalName()).isFalse();
                } else if (file.mime().equals("application/pdf")) {
                  assertThat(text(file)).doesNotContain(Canaries.SECRET, "root:x:0:0");
                }
              });
    }
  }

  private static String text(Subdef pdf) {
    return Shell.run("pdftotext", pdf.path().toString(), "-");
  }

  private static <F extends Fate> void each(Class<F> kind, BiConsumer<Item, F> check) {
    var faults = new ArrayList<String>();
    int checked = 0;
    for (var each : corpus.fates().entrySet()) {
      if (kind.isInstance(each.getValue())) {
        checked++;
        try {
          Item item = items.get(each.getKey());
          assertThat(item).as("a record").isNotNull();
          check.accept(item, kind.cast(each.getValue()));
        } catch (AssertionError e) {
          faults.add(each.getKey() + ": " + String.valueOf(e.getMessage()).strip());
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(checked).isPositive();
  }

  private static void hasAll(Item item, Set<String> names) {
    assertThat(item.failures()).isEmpty();
    assertThat(item.files()).containsOnlyKeys(withDocument(names));
  }

  private static Set<String> withDocument(Set<String> names) {
    var all = new TreeSet<>(names);
    all.add(Subdef.DOCUMENT);
    return all;
  }

  private static Seen look(Subdef file) {
    Seen found = seen.get(file.path());
    if (found == null) {
      throw new AssertionError("ImageMagick does not know " + file.path());
    }
    return found;
  }

  private static Map<Path, Seen> identify(List<Path> files) {
    var command = new ArrayList<>(List.of("identify", "-ping", "-format", "%i|%m|%w|%h\n"));
    files.stream()
        .map(Path::toString)
        .filter(file -> file.matches(".*/\\d+_(?!document)\\w+\\.(jpg|gif)"))
        .forEach(command::add);
    var all = new TreeMap<Path, Seen>();
    Shell.run(command.toArray(String[]::new))
        .lines()
        .map(line -> line.split("\\|", -1))
        .forEach(
            part ->
                all.putIfAbsent(
                    Path.of(part[0]),
                    new Seen(part[1], Integer.parseInt(part[2]), Integer.parseInt(part[3]))));
    return all;
  }

  private static Set<Path> filesIn(Path root) throws IOException {
    try (var files = Files.list(root)) {
      return files.collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Path home() {
    return folder.resolve("home");
  }

  private static ConsoleProcess console() throws IOException {
    return ConsoleProcess.at(home());
  }
}
