package atelier.media.office;

import atelier.media.Containment;
import atelier.media.DocumentConverter;
import atelier.media.Limits;
import atelier.media.MediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// Makes PDF files with LibreOffice.
///
/// - Shape: a document is looked at first: what is locked, broken, a ZIP bomb or no document at all
///   never reaches LibreOffice. It then reads a copy in a folder of its own, with macros, links and
///   the network off (`Profile`).
/// - Errors: a document on which LibreOffice dies or hangs costs one [MediaException]; the next one
///   gets a new LibreOffice.
/// - Thread-safe: as many calls as come; they wait for a free one.
public final class Office implements DocumentConverter, AutoCloseable {
  private final Sniffer sniffer;
  private final List<OfficeProcess> all;
  private final Semaphore free;

  /// Guarded by itself.
  private final ArrayDeque<OfficeProcess> idle;

  /// - Shape: `processes` at most, each replaced after `jobsEach` documents.
  /// - Units: the limits are for one document, the start of LibreOffice included.
  /// - Errors: [IllegalArgumentException] for a number below 1.
  public record Settings(int processes, int jobsEach, Limits limits, Unpacking unpacking) {
    private static final int USUAL_JOBS = 200;
    private static final Duration USUAL_TIME = Duration.ofMinutes(2);
    private static final long GIBIBYTE = 1L << 30;

    public Settings {
      if (processes < 1 || jobsEach < 1) {
        throw new IllegalArgumentException("processes and jobs each must be at least 1");
      }
    }

    /// 120 s, 2 GiB of memory, PDF files up to 1 GiB.
    public static Settings of(int processes) {
      return new Settings(
          processes,
          USUAL_JOBS,
          new Limits(USUAL_TIME, 2 * GIBIBYTE, GIBIBYTE, false),
          Unpacking.usual());
    }

    public Settings withLimits(Limits others) {
      return new Settings(processes, jobsEach, others, unpacking);
    }

    public Settings withUnpacking(Unpacking others) {
      return new Settings(processes, jobsEach, limits, others);
    }
  }

  /// Starts nothing yet.
  ///
  /// - Shape: folders are made in `temporary`, and removed when this is closed.
  public Office(Settings settings, Containment containment, Path temporary) {
    this.sniffer = new Sniffer(settings.unpacking());
    this.all =
        Stream.generate(() -> new OfficeProcess(temporary, settings, containment))
            .limit(settings.processes())
            .toList();
    this.idle = new ArrayDeque<>(all);
    this.free = new Semaphore(settings.processes(), true);
  }

  @Override
  public Converted toPdf(Path source, String mime, Pages pages, Path target)
      throws InterruptedException {
    Sniffer.Sniffed what;
    try {
      what = sniffer.sniff(source, mime);
    } catch (RefusedException e) {
      return new Converted.Refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new MediaException("the document could not be read: " + source, e);
    }
    free.acquire();
    OfficeProcess process = take();
    try {
      return convert(process, source, what, pages, target);
    } finally {
      giveBack(process);
      free.release();
    }
  }

  /// The processes' ids, for tests and for showing.
  public List<Long> pids() {
    return all.stream().flatMap(each -> each.pids().stream()).toList();
  }

  @Override
  public void close() {
    all.forEach(OfficeProcess::close);
  }

  private static Converted convert(
      OfficeProcess process, Path source, Sniffer.Sniffed what, Pages pages, Path target)
      throws InterruptedException {
    Path copy = process.folder().resolve("document." + what.kind().extension());
    Path pdf = process.folder().resolve("document.pdf");
    try {
      Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
      Converted converted = process.call(session -> session.toPdf(copy, what, pages, pdf));
      if (converted instanceof Converted.Good) {
        Files.move(pdf, target, StandardCopyOption.REPLACE_EXISTING);
      }
      return converted;
    } catch (IOException e) {
      throw new MediaException("the document or its PDF could not be copied: " + source, e);
    } finally {
      delete(copy);
      delete(pdf);
    }
  }

  private OfficeProcess take() {
    synchronized (idle) {
      return idle.removeFirst();
    }
  }

  /// The one used last is used next: its memory is warm, and the others need not be started.
  private void giveBack(OfficeProcess process) {
    synchronized (idle) {
      idle.addFirst(process);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new MediaException("a copy could not be removed: " + file, e);
    }
  }
}
