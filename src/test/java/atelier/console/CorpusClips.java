package atelier.console;

import atelier.console.Fate.Film;
import atelier.console.Fate.Sound;

/// The good films and sounds of the [Corpus].
final class CorpusClips {
  private static final Film FILM = new Film(320, 180, true);
  private static final Film SILENT = new Film(320, 180, false);
  private static final Sound SOUND = new Sound();

  private CorpusClips() {}

  static void make(Corpus corpus) {
    String marks =
        "-f lavfi -i color=c=0xE02020:s=160x180:r=25:d=3 -f lavfi -i color=c=0x2020E0:s=160x180:r=25:d=3 ";
    corpus.draft(
        "marks.mkv",
        marks
            + "-f lavfi -i sine=440:d=3 -filter_complex [0][1]hstack -c:v ffv1 -pix_fmt yuv444p -c:a pcm_s16le");
    corpus.draft("cover.png", "-f lavfi -i color=c=green:s=300x300 -frames:v 1");
    corpus.draft("other.wav", "-f lavfi -i sine=660:d=3 -c:a pcm_s16le");
    films(corpus);
    sounds(corpus);
  }

  private static void films(Corpus corpus) {
    String h264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 25 ";
    corpus.ffmpeg("plain.mp4", FILM, h264 + "-c:a aac -movflags +faststart");
    corpus.ffmpeg("silent.m4v", SILENT, h264 + "-an -f mp4");
    corpus.ffmpeg(
        "edit.mov", FILM, "-c:v prores_ks -profile:v 2 -pix_fmt yuv422p10le -c:a pcm_s16le");
    corpus.ffmpeg("web.webm", FILM, "-c:v libvpx-vp9 -cpu-used 8 -deadline realtime -c:a libopus");
    corpus.ffmpeg(
        "bright.mkv",
        FILM,
        "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -c:a ac3"
            + " -x265-params log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"
            + " -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc");
    corpus.ffmpeg("old.avi", FILM, "-c:v mpeg4 -q:v 3 -c:a libmp3lame");
    corpus.ffmpeg("air.ts", FILM, "-c:v mpeg2video -q:v 3 -c:a mp2");
    corpus.ffmpeg("office.wmv", FILM, "-c:v wmv2 -q:v 3 -c:a wmav2");
    corpus.ffmpeg("wide.mp4", FILM, "-vf scale=160:180,setsar=2 " + h264 + "-c:a aac");
    // Lain on its side, and of frames that last as long as it comes.
    corpus.draft(
        "level.mp4",
        "-i "
            + corpus.work().resolve("marks.mkv")
            + " -vf select='not(mod(n,5))+lt(n,20)',transpose=1 -vsync vfr "
            + h264
            + "-c:a aac");
    corpus.ffmpeg("level.mp4", "phone.mp4", FILM, "-c copy -metadata:s:v:0 rotate=90");
    corpus.draft(
        "late index.mp4", "-i " + corpus.work().resolve("marks.mkv") + " " + h264 + "-c:a aac");
  }

  private static void sounds(Corpus corpus) {
    for (String how :
        new String[] {
          "deep.wav -c:a pcm_s24le -ar 96000",
          "plain.flac -c:a flac",
          "plain.ogg -c:a libvorbis",
          "voice.opus -c:a libopus",
          "plain.m4a -c:a aac",
          "raw.aac -c:a aac -b:a 96k",
        }) {
      String[] words = how.split(" ", 2);
      corpus.ffmpeg(words[0], SOUND, "-map 0:a " + words[1]);
    }
    corpus.ffmpeg(
        "cover.mp3",
        SOUND,
        "-i "
            + corpus.work().resolve("cover.png")
            + " -map 0:a -map 1 -disposition:v attached_pic -c:v mjpeg -c:a libmp3lame -b:a 96k");
  }
}
