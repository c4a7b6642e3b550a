package atelier.app;

import atelier.OutsideException;
import atelier.desk.QueueOverview;
import atelier.media.ContainmentTrial;
import atelier.media.MediaException;
import atelier.queue.QueueName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks whether everything that the program needs is there and well.
///
/// - One thread only. It changes nothing.
public final class Doctor {
  private static final long LITTLE_SPACE_BYTES = 2_000_000_000L;
  private static final long NO_SPACE_BYTES = 200_000_000L;
  private static final Duration CLOCK_ODD = Duration.ofSeconds(2);
  private static final Duration TOOL_PATIENCE = Duration.ofSeconds(10);

  private final Options options;
  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();

  public Doctor(Options options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  /// How a part is.
  public enum Health {
    WELL,
    ODD,
    ILL
  }

  /// One part, and what to do about it.
  ///
  /// - Shape: `remedy` is empty for what is well.
  public record Finding(String part, Health health, String what, String remedy) {}

  /// Looks at everything.
  public List<Finding> examine() throws InterruptedException {
    well("java", Runtime.version().toString());
    tool("exiftool", "libimage-exiftool-perl", "exiftool", "-ver");
    tool("libvips", "libvips42 libvips-tools", "vips", "--version");
    tool("ffmpeg", "ffmpeg", "ffmpeg", "-version");
    tool("ffprobe", "ffmpeg", "ffprobe", "-version");
    tool("PDF files", "poppler-utils", "pdftoppm", "-v");
    tool(
        "office documents",
        "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui",
        "soffice",
        "--version");
    tool("PostScript", "ghostscript", "gs", "--version");
    // dcraw has no option that only tells its version: without any it tells all of them.
    tool("raw photographs", "dcraw", "sh", "-c", "command -v dcraw");
    tool("Photoshop in CMYK", "imagemagick", "convert", "-version");
    tool("limits of tools", "util-linux", "prlimit", "--version");
    tool("bounds of tools", "bubblewrap", "bwrap", "--version");
    disk("disk of the library", options.home().root());
    Atelier atelier = open();
    if (atelier != null) {
      try (atelier) {
        examine(atelier);
      }
    }
    return List.copyOf(findings);
  }

  /// Proves that tools are held in bounds on this machine: [Health#WELL] = proven, [Health#ODD] =
  /// not to be had here, [Health#ILL] = failed.
  public List<Finding> examineSecurity() throws InterruptedException {
    options.home().make();
    try (var temporary = TemporaryFolder.make(options.home().temporary())) {
      for (ContainmentTrial.Line line : MediaTools.of(options, temporary.path()).trial()) {
        Health health =
            switch (line.verdict()) {
              case PROVEN -> Health.WELL;
              case NOT_HERE -> Health.ODD;
              case FAILED -> Health.ILL;
            };
        findings.add(new Finding(line.bound(), health, line.what(), line.remedy()));
      }
    } catch (MediaException e) {
      ill(
          "bounds of tools",
          String.valueOf(e.getMessage()),
          "apt-get install perl-base util-linux");
    } catch (IOException e) {
      odd("temporary folder", "it stays behind: " + e.getMessage(), "the next start removes it");
    }
    return List.copyOf(findings);
  }

  private @Nullable Atelier open() {
    try {
      return Atelier.open(options);
    } catch (StartException e) {
      ill("configuration", String.valueOf(e.getMessage()), "mend what is named and look again");
    } catch (OutsideException e) {
      ill(
          "application box",
          String.valueOf(e.getMessage()),
          "see that the database runs, and that main.database names it rightly");
    }
    return null;
  }

  private void examine(Atelier atelier) {
    atelier.warnings().forEach(each -> odd("configuration", each, "mend or remove the key"));
    check(
        "databases",
        "see that the database runs and its files can be read",
        () -> atelier.desk().databoxes().size() + " databoxes can be read");
    check(
        "index",
        "start bin/console worker:execute, which makes it",
        () -> atelier.indexed() + " records are in it");
    clockOf(atelier);
    processes(atelier);
    queues(atelier);
  }

  private void clockOf(Atelier atelier) {
    try {
      Duration off = Duration.between(clock.instant(), atelier.sharedClock()).abs();
      if (off.compareTo(CLOCK_ODD) > 0) {
        odd(
            "clock",
            "this host's clock is " + off.toSeconds() + " s off the database's",
            "have both follow a time server (chrony, systemd-timesyncd)");
      } else {
        well("clock", "agrees with the database's");
      }
    } catch (OutsideException e) {
      ill("clock", String.valueOf(e.getMessage()), "see the databases above");
    }
  }

  private void processes(Atelier atelier) {
    try {
      var processes = atelier.desk().processes();
      long gone = processes.stream().filter(each -> !each.alive()).count();
      if (processes.size() == gone) {
        odd("processes", "none works", "start bin/console worker:execute");
      } else {
        well("processes", processes.size() - gone + " work");
      }
    } catch (OutsideException e) {
      ill("processes", String.valueOf(e.getMessage()), "see the databases above");
    }
  }

  private void queues(Atelier atelier) {
    QueueOverview overview;
    try {
      overview = atelier.queueDesk().overview();
    } catch (OutsideException e) {
      ill(
          "broker",
          String.valueOf(e.getMessage()),
          "see that it runs, the embedded one in bin/console worker:execute, and that"
              + " workers.queue.worker-queue names it rightly");
      return;
    }
    long missing = overview.states().stream().filter(each -> each.ready().isEmpty()).count();
    if (missing > 0) {
      odd("broker", missing + " queues are missing", "the next worker:execute declares them");
    } else {
      well("broker", "all queues are there");
    }
    overview.states().stream()
        .flatMap(each -> each.differences().stream())
        .forEach(
            each ->
                odd(
                    "queue " + each.queue(),
                    each.toString(),
                    "bin/console queue:recreate " + each.queue()));
    overview.states().stream()
        .filter(each -> each.ready().orElse(0) > 0 && each.consumers() == 0)
        .filter(each -> each.queue().filter(QueueName.Base.class::isInstance).isPresent())
        .forEach(
            each ->
                odd(
                    "queue " + each.name(),
                    each.ready().orElse(0) + " messages and nobody consumes them",
                    "bin/console worker:execute --queue-name=" + each.name()));
  }

  private void disk(String part, Path folder) {
    try {
      FileStore store = Files.getFileStore(nearest(folder));
      long free = store.getUsableSpace();
      String what = free / 1_000_000 + " MB are free for " + folder;
      if (free < NO_SPACE_BYTES) {
        ill(part, what, "make room; nothing is lost, but nothing new can be written");
      } else if (free < LITTLE_SPACE_BYTES) {
        odd(part, what, "make room");
      } else {
        well(part, what);
      }
    } catch (IOException e) {
      odd(part, "cannot tell how much is free for " + folder + ": " + e.getMessage(), "look at it");
    }
  }

  /// The folder itself, else the one in which it will be made.
  private static Path nearest(Path folder) {
    for (Path each = folder; each != null; each = each.getParent()) {
      if (Files.exists(each)) {
        return each;
      }
    }
    return folder;
  }

  private void tool(String part, String packages, String... command) throws InterruptedException {
    String remedy = "apt-get install " + packages;
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readNBytes(1000);
      if (!process.waitFor(TOOL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        ill(part, command[0] + " does not answer", remedy);
      } else if (process.exitValue() != 0) {
        odd(part, String.join(" ", command) + ": " + firstLine(output), remedy);
      } else {
        well(part, command[0] + " " + withoutName(command[0], firstLine(output)));
      }
    } catch (IOException _) {
      ill(part, command[0] + " is not there", remedy);
    }
  }

  /// `ffmpeg version 5.1.9 Copyright …` becomes `version 5.1.9`.
  private static String withoutName(String command, String line) {
    String said = line.startsWith(command + " ") ? line.substring(command.length() + 1) : line;
    int copyright = said.indexOf(" Copyright");
    return copyright < 0 ? said : said.substring(0, copyright);
  }

  private static String firstLine(byte[] output) {
    return new String(output, StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
  }

  private void check(String part, String remedy, Supplier<String> look) {
    try {
      well(part, look.get());
    } catch (OutsideException e) {
      ill(part, String.valueOf(e.getMessage()), remedy);
    }
  }

  private void well(String part, String what) {
    findings.add(new Finding(part, Health.WELL, what, ""));
  }

  private void odd(String part, String what, String remedy) {
    findings.add(new Finding(part, Health.ODD, what, remedy));
  }

  private void ill(String part, String what, String remedy) {
    findings.add(new Finding(part, Health.ILL, what, remedy));
  }
}
