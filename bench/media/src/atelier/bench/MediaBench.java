package atelier.bench;

import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.MemoryGate;
import atelier.media.Progress;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import atelier.media.TagChanges;
import atelier.media.exiftool.ExiftoolMetadata;
import atelier.media.vips.VipsImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Pictures and metadata beside the usual tools, all in one run, taking turns.
final class MediaBench {
  private static final int PREVIEW = 1200;
  private static final int THUMBNAIL = 200;

  private final Path folder;
  private final Map<String, List<Double>> millis = new LinkedHashMap<>();

  private MediaBench(Path folder) {
    this.folder = folder;
  }

  private interface Work {
    void run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    var options = new LinkedHashMap<String, String>();
    for (String each : arguments) {
      String[] parts = each.replaceFirst("^--", "").split("=", 2);
      options.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    Path folder = Path.of(options.get("folder")).toAbsolutePath();
    if (options.containsKey("photographs")) {
      WholeRun.measure(
          folder,
          Integer.parseInt(options.get("photographs")),
          Integer.parseInt(options.getOrDefault("slots", "2")));
      return;
    }
    new MediaBench(folder).run(Integer.parseInt(options.getOrDefault("rounds", "5")));
  }

  private void run(int rounds) throws Exception {
    Path photo = folder.resolve("photo.jpg");
    command("vips", "gaussnoise", folder + "/n.v", "6000", "4000", "--sigma", "40", "--mean", "128");
    command("vips", "gaussblur", folder + "/n.v", folder + "/b.v", "3");
    command("vips", "bandjoin", folder + "/b.v " + folder + "/n.v " + folder + "/b.v", folder + "/c.v");
    command("vips", "copy", folder + "/c.v", folder + "/d.v", "--interpretation", "srgb");
    command("vips", "jpegsave", folder + "/d.v", photo.toString(), "--Q", "90");
    System.out.printf("%d rounds, %.1f MB JPEG of 24 megapixels, %d cores%n%n", rounds,
        Files.size(photo) / 1e6, Runtime.getRuntime().availableProcessors());
    var containment = Containment.probe(folder, Set.of());
    try (var images =
            new VipsImages(
                VipsImages.Settings.of(1), containment, new MemoryGate(4L << 30, "-"));
        var metadata = new ExiftoolMetadata(ExiftoolMetadata.Settings.of(1), containment, folder);
        var plain = new PlainExiftool()) {
      boolean sharp = Files.isDirectory(folder.resolve("node_modules/sharp"));
      for (int round = 0; round <= rounds; round++) {
        boolean warm = round > 0;
        time("Atelier", warm, () -> {
          // A new name each time: nothing is kept from the round before.
          Path own = Files.createLink(folder.resolve("p" + System.nanoTime() + ".jpg"), photo);
          atelier(images, own, PREVIEW, PREVIEW);
          atelier(images, own, THUMBNAIL, PREVIEW);
          Files.delete(own);
        });
        time("Atelier, each alone", warm, () -> {
          for (int size : new int[] {PREVIEW, THUMBNAIL}) {
            Path own = Files.createLink(folder.resolve("p" + System.nanoTime() + ".jpg"), photo);
            atelier(images, own, size, 0);
            Files.delete(own);
          }
        });
        time("vipsthumbnail, two processes", warm, () -> {
          for (int size : new int[] {PREVIEW, THUMBNAIL}) {
            command("vipsthumbnail", photo.toString(), "--size", size + "x" + size, "-o",
                folder + "/v" + size + ".jpg[Q=85,strip]");
          }
        });
        time("ImageMagick, two processes", warm, () -> {
          for (int size : new int[] {PREVIEW, THUMBNAIL}) {
            command("convert", photo.toString(), "-auto-orient", "-resize", size + "x" + size,
                "-quality", "85", "-strip", folder + "/m" + size + ".jpg");
          }
        });
        if (sharp) {
          time("sharp, one process", warm, () -> command("node", "-e", SHARP.formatted(folder,
              photo, PREVIEW, folder, THUMBNAIL, folder)));
        }
        Path tagged = folder.resolve("tagged.jpg");
        Files.copy(photo, tagged, StandardCopyOption.REPLACE_EXISTING);
        var changes = new LinkedHashMap<String, List<String>>();
        for (String tag : List.of("IPTC:Headline", "IPTC:City", "XMP-dc:Title", "XMP-dc:Creator")) {
          changes.put(tag, List.of("Port at dusk"));
        }
        time("metadata: Atelier", warm,
            () -> metadata.write(tagged, new TagChanges(changes, false, 0)));
        time("metadata: exiftool -stay_open", warm, () -> plain.write(tagged, changes));
        time("metadata: exiftool, a process", warm, () -> {
          var line = new ArrayList<>(List.of("exiftool", "-q", "-m", "-P", "-overwrite_original"));
          changes.forEach((tag, values) -> line.add("-" + tag + "=" + values.getFirst()));
          line.add(tagged.toString());
          command(line.toArray(String[]::new));
        });
      }
    }
    print();
  }

  private static final String SHARP =
      "const s=require('%s/node_modules/sharp');(async()=>{const p=await s('%s').rotate()"
          + ".resize(%d,null).jpeg({quality:85}).toBuffer();require('fs').writeFileSync('%s/s1.jpg',p);"
          + "await s(p).resize(%d,null).jpeg({quality:85}).toFile('%s/s2.jpg')})()";

  private void atelier(VipsImages images, Path source, int size, int siblings) throws Exception {
    Made made =
        images.make(
            new Order(source, "image/jpeg", MediaType.IMAGE,
                new Output.Image(size, 72, true, true, 85, ImageCodec.JPEG),
                folder.resolve(".a" + size), Optional.empty(), siblings),
            Progress.IGNORED);
    if (!(made instanceof Made.Good)) {
      throw new IllegalStateException(made.toString());
    }
  }

  private void time(String name, boolean counts, Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    if (counts) {
      millis.computeIfAbsent(name, _ -> new ArrayList<>()).add((System.nanoTime() - began) / 1e6);
    }
  }

  private void print() {
    System.out.println("| what | median ms |");
    System.out.println("|---|---|");
    millis.keySet().forEach(name -> System.out.printf("| %s | %.0f |%n", name, median(name)));
    System.out.println();
    ratio("Atelier", "vipsthumbnail, two processes", "at most 0.6");
    ratio("ImageMagick, two processes", "Atelier", "at least 6");
    ratio("Atelier", "sharp, one process", "at most 1.2");
    ratio("Atelier", "Atelier, each alone", "what one reading for both gains");
    ratio("metadata: Atelier", "metadata: exiftool -stay_open", "at most 1.5");
    ratio("metadata: exiftool, a process", "metadata: Atelier", "what keeping it gains");
  }

  private void ratio(String above, String below, String goal) {
    if (millis.containsKey(above) && millis.containsKey(below)) {
      System.out.printf("%s / %s = %.2f (%s)%n", above, below, median(above) / median(below), goal);
    }
  }

  private double median(String name) {
    double[] sorted = millis.get(name).stream().mapToDouble(each -> each).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  static void command(String... line) throws Exception {
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Arrays.toString(line) + ": " + new String(output));
    }
  }
}
