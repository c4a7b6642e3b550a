package atelier.media.ffmpeg;

/// Draws sound: bars of its peaks, from blue on the left to green on the right, on a light ground.
///
/// - Source: <https://ffmpeg.org/ffmpeg-filters.html>, `showwavespic`, which keeps all samples: so
///   they are made few, and come in large pieces.
final class Waveform {
  private static final int HERTZ = 8000;
  private static final int HERTZ_OF_LONG = 1000;
  private static final int BARS = 80;
  private static final int LEAST_BAR_PIXELS = 3;
  private static final String PAPER = "0xf5f7fa";
  private static final String LEFT = "0x2f6fed";
  private static final String RIGHT = "0x12b5a6";

  private Waveform() {}

  /// - Shape: as `-filter_complex` takes it; its output is called `picture`.
  static String filter(int stream, int widthPixels, boolean isLong) {
    int height = Math.max(2, widthPixels * 9 / 16);
    int wave = Math.max(2, height * 4 / 5);
    int bar = Math.max(LEAST_BAR_PIXELS, widthPixels / BARS);
    int bars = (widthPixels + bar - 1) / bar;
    return """
    [0:%1$d]aresample=%2$d,aformat=sample_fmts=s16:channel_layouts=mono,\
    asetnsamples=n=16384:p=0,\
    showwavespic=s=%3$dx%4$d:colors=white:scale=sqrt:filter=peak:draw=full,format=gray,\
    scale=%5$d:%4$d:flags=neighbor,crop=%6$d:%4$d:0:0,\
    drawbox=x=0:y=ih/2-1:w=iw:h=2:color=white:t=fill,\
    drawgrid=x=0:y=0:w=%7$d:h=2*ih:t=%8$d:color=black,\
    pad=%6$d:%9$d:0:(oh-ih)/2,format=gbrp[mask];\
    gradients=s=%6$dx%9$d:c0=%10$s:c1=%11$s:x0=0:y0=0:x1=%13$d:y1=0:d=1:r=1,format=gbrp[ink];\
    color=c=%12$s:s=%6$dx%9$d:r=1,format=gbrp[paper];\
    [paper][ink][mask]maskedmerge,format=rgb24[picture]"""
        .formatted(
            stream,
            isLong ? HERTZ_OF_LONG : HERTZ,
            bars,
            wave,
            bars * bar,
            widthPixels,
            bar,
            Math.max(1, bar / 3),
            height,
            LEFT,
            RIGHT,
            PAPER,
            widthPixels - 1); // A point outside would be replaced by one at random.
  }
}
