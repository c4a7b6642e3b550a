package atelier.media.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// How the sound of a clip is stored.
///
/// - Shape: `notes` for a person: what is other than asked.
record SoundRecipe(SoundCodec codec, OptionalInt rate, int channels, List<String> notes) {
  private static final int STEREO = 2;

  /// - Shape: `asked` is the structure's word, `codec` what stands for it in the container wanted.
  static SoundRecipe of(
      Clip.Sound sound,
      String asked,
      SoundCodec codec,
      OptionalInt askedRate,
      OptionalInt askedChannels) {
    var notes = new ArrayList<String>();
    if (!codec.encoder().equals(asked)) {
      notes.add("sound " + codec.encoder() + " instead of " + asked);
    }
    OptionalInt rate = codec.rate(askedRate);
    if (!rate.equals(askedRate)) {
      notes.add(
          "%d Hz instead of %d, which %s cannot have"
              .formatted(rate.getAsInt(), askedRate.getAsInt(), codec.encoder()));
    }
    return new SoundRecipe(
        codec,
        rate,
        askedChannels.orElse(Math.clamp(sound.channels(), 1, STEREO)),
        List.copyOf(notes));
  }

  List<String> arguments(int kilobits) {
    var arguments =
        new ArrayList<>(
            List.of(
                "-c:a",
                codec.encoder(),
                "-ac",
                Integer.toString(channels),
                // Gaps become silence and a late start too, so that film and sound stay together.
                "-filter:a",
                "aresample=async=1:first_pts=0"));
    rate.ifPresent(hertz -> arguments.addAll(List.of("-ar", Integer.toString(hertz))));
    arguments.addAll(codec.bitrate(kilobits));
    return List.copyOf(arguments);
  }
}
