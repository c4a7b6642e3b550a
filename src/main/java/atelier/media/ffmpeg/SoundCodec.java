package atelier.media.ffmpeg;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/// The ways to store sound.
///
/// - Shape: `encoder` is ffmpeg's; `stored` what ffprobe calls the result.
/// - Source: <https://ffmpeg.org/ffmpeg-codecs.html#Audio-Encoders>.
enum SoundCodec {
  MP3("libmp3lame", "mp3", "mp3", "audio/mpeg"),
  AAC("aac", "aac", "ipod", "audio/mp4"),
  VORBIS("libvorbis", "vorbis", "ogg", "audio/ogg"),
  FLAC("flac", "flac", "flac", "audio/flac"),
  PCM("pcm_s16le", "pcm_s16le", "wav", "audio/x-wav");

  private static final List<Integer> MP3_RATES =
      List.of(8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000);
  private static final List<Integer> AAC_RATES =
      List.of(8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000);

  /// Quality 0 to 10 of Vorbis by the usual bitrate of stereo sound at 44.1 kHz.
  private static final List<Integer> VORBIS_KILOBITS =
      List.of(64, 80, 96, 112, 128, 160, 192, 224, 256, 320);

  private final String encoder;
  private final String stored;
  private final String muxer;
  private final String mime;

  SoundCodec(String encoder, String stored, String muxer, String mime) {
    this.encoder = encoder;
    this.stored = stored;
    this.muxer = muxer;
    this.mime = mime;
  }

  /// Of a structure's word; the three old AAC encoders, which free builds of ffmpeg lack, stand for
  /// AAC.
  static SoundCodec of(String word) {
    return switch (word) {
      case "libfdk_aac", "libfaac", "libvo_aacenc", "aac" -> AAC;
      case "libvorbis" -> VORBIS;
      case "flac" -> FLAC;
      case "pcm_s16le" -> PCM;
      default -> MP3;
    };
  }

  String encoder() {
    return encoder;
  }

  String stored() {
    return stored;
  }

  /// The container of sound alone, as `-f` takes it.
  String muxer() {
    return muxer;
  }

  /// The MIME type of sound alone.
  String mime() {
    return mime;
  }

  /// The rate nearest to the one asked that it can have.
  OptionalInt rate(OptionalInt asked) {
    Collection<Integer> rates =
        switch (this) {
          case MP3 -> MP3_RATES;
          case AAC -> AAC_RATES;
          case VORBIS, FLAC, PCM -> asked.stream().boxed().toList();
        };
    return asked.isEmpty()
        ? asked
        : rates.stream()
            .min(Comparator.comparingInt(rate -> Math.abs(rate - asked.getAsInt())))
            .map(OptionalInt::of)
            .orElse(asked);
  }

  /// How much it may take. Vorbis is asked for a quality, as it refuses bitrates that do not suit
  /// the rate.
  List<String> bitrate(int kilobits) {
    return switch (this) {
      case MP3, AAC -> List.of("-b:a", kilobits + "k");
      case VORBIS -> List.of("-q:a", Integer.toString(quality(kilobits)));
      case FLAC, PCM -> List.of();
    };
  }

  private static int quality(int kilobits) {
    return (int) VORBIS_KILOBITS.stream().filter(each -> each < kilobits).count();
  }
}
