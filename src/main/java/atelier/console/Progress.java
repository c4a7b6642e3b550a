package atelier.console;

import atelier.app.Workshop.Backlog;
import atelier.desk.Measures;
import atelier.job.Activity;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Shows how far the work is: one line that changes on a terminal, else a line every few seconds.
///
/// - One thread only.
final class Progress {
  private static final Duration LINE_PERIOD = Duration.ofSeconds(3);
  private static final int BAR = 24;
  private static final int ASSUMED_JOBS_PER_FILE = 6;

  private final PrintWriter out;
  private final boolean live;
  private final Instant began = Instant.now();
  private Instant lastLine = Instant.MIN;
  private int lastWidth;

  Progress(PrintWriter out, boolean live) {
    this.out = out;
    this.live = live;
  }

  void show(int files, int filesTaken, Activity activity, Backlog backlog) {
    long ended = activity.done() + activity.failed();
    long waiting = backlog.jobs();
    long toCome = (long) (files - filesTaken) * jobsPerFile(filesTaken, ended + waiting);
    long all = ended + waiting + toCome;
    double share = all == 0 ? 1 : (double) ended / all;
    String line =
        String.format(
            Locale.ROOT,
            "%s %3.0f %%  files %d/%d  jobs %d done, %d waiting, %d failed  %.1f/s  %s",
            bar(share),
            share * 100,
            filesTaken,
            files,
            activity.done(),
            waiting,
            activity.failed(),
            rate(ended),
            left(ended, all, backlog));
    if (live) {
      String pad = " ".repeat(Math.max(0, lastWidth - line.length()));
      out.print("\r" + line + pad);
      lastWidth = line.length();
      out.flush();
    } else if (Duration.between(lastLine, Instant.now()).compareTo(LINE_PERIOD) >= 0) {
      lastLine = Instant.now();
      out.println(line);
      out.flush();
    }
  }

  void end() {
    if (live) {
      out.print("\r" + " ".repeat(lastWidth) + "\r");
      out.flush();
    }
  }

  private static long jobsPerFile(int filesTaken, long jobs) {
    return filesTaken == 0 ? ASSUMED_JOBS_PER_FILE : Math.max(1, jobs / filesTaken);
  }

  private double rate(long ended) {
    double seconds = Math.max(1, Duration.between(began, Instant.now()).toMillis()) / 1000.0;
    return ended / seconds;
  }

  private String left(long ended, long all, Backlog backlog) {
    if (ended == 0) {
      return "";
    }
    if (ended == all) {
      return backlog.toIndex() == 0 ? "" : backlog.toIndex() + " to index";
    }
    double rate = rate(ended);
    return Measures.duration(Duration.ofMillis((long) ((all - ended) / rate * 1000))) + " left";
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * BAR);
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }
}
