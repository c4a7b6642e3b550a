package atelier.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.Progress;
import atelier.media.StillTaker.Still;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Films and sounds that are broken, locked, or none at all.
class HostileClipsIT {
  private static final Output FILM =
      new Output.Video(160, "libx264", "aac", 300, 25, 25, 64, OptionalInt.empty());
  private static final Output SOUND =
      new Output.Audio("libmp3lame", 64, OptionalInt.empty(), OptionalInt.empty());
  private static final Output GIF = new Output.AnimatedGif(120, 100);
  private static final Output PICTURE = new Output.Image(160, 72, true, true, 75, ImageCodec.JPEG);

  @TempDir Path folder;
  private Ffmpeg ffmpeg;

  @BeforeEach
  void begin() {
    // Without containment: not even the network is cut, so what is refused is refused by ffmpeg.
    ffmpeg = new Ffmpeg(Ffmpeg.Settings.of(2), Containment.none());
  }

  @Test
  void a_truncated_film_is_refused_with_how_far_it_goes() throws Exception {
    Path whole = clip("whole.mp4");
    Path part = cut(whole, 0.5, "part.mp4");

    assertThat(refusal(part, FILM))
        .matches("truncated or damaged: could be read to [12]\\.\\d s of 4\\.0 s");
    assertThat(refusal(part, GIF))
        .matches("truncated or damaged: could be read to [12]\\.\\d s of 4\\.0 s");
    assertThat(refusal(part, SOUND))
        .matches("truncated or damaged: could be read to [12]\\.\\d s of 4\\.0 s");
  }

  @Test
  void a_truncated_film_still_gives_a_picture() throws Exception {
    Path part = cut(clip("whole.mp4"), 0.5, "part.mp4");

    assertThat(still(part)).isInstanceOf(Still.Taken.class);
  }

  @Test
  void a_truncated_wav_file_is_refused_though_each_part_of_it_is_sound() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i sine=d=8 @whole.wav");
    Path part = cut(folder.resolve("whole.wav"), 0.5, "part.wav");

    assertThat(refusal(part, SOUND))
        .isEqualTo("truncated or damaged: could be read to 4.0 s of 8.0 s");
    assertThat(refusal(folder.resolve("whole.wav"), SOUND)).isEmpty();
  }

  @Test
  void a_wav_file_whose_length_nobody_knew_is_no_truncated_one() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i sine=d=8 @whole.wav");
    byte[] bytes = Files.readAllBytes(folder.resolve("whole.wav"));
    int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("data");
    Arrays.fill(bytes, data + 4, data + 8, (byte) 0xFF);
    Path streamed = Files.write(folder.resolve("streamed.wav"), bytes);

    assertThat(refusal(streamed, SOUND)).isEmpty();
  }

  @Test
  void a_film_whose_index_is_cut_off_is_refused() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i testsrc=s=160x90:d=2 @late.mp4");
    Path part = cut(folder.resolve("late.mp4"), 0.7, "part.mp4");

    assertThat(refusal(part, FILM))
        .isEqualTo("not a media file, or a truncated one: its index is missing");
  }

  @Test
  void an_empty_file_is_refused() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.mp4"));

    assertThat(refusal(empty, FILM)).isEqualTo("the file is empty");
    assertThat(still(empty)).isEqualTo(new Still.Refused("the file is empty"));
  }

  @Test
  void what_is_no_media_file_is_refused() throws Exception {
    Path text = Files.writeString(folder.resolve("text.avi"), "Just words.\n".repeat(500));

    assertThat(refusal(text, FILM)).startsWith("not a media file, or a damaged one: ");
  }

  @Test
  void sound_alone_gives_no_film() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i sine=d=1 @sound.mp4");

    assertThat(refusal(folder.resolve("sound.mp4"), FILM))
        .isEqualTo("there is no film in it, only sound");
    assertThat(still(folder.resolve("sound.mp4")))
        .isEqualTo(new Still.Refused("there is no film in it, only sound"));
  }

  @Test
  void a_silent_film_gives_no_sound() throws Exception {
    Clips.ffmpeg(folder, "-f lavfi -i testsrc=s=160x90:d=1 @silent.mp4");

    assertThat(refusal(folder.resolve("silent.mp4"), SOUND)).isEqualTo("there is no sound in it");
  }

  @Test
  void an_encrypted_film_is_refused() throws Exception {
    clip("clear.mp4");
    Clips.ffmpeg(
        folder,
        "-i @clear.mp4 -c copy -encryption_scheme cenc-aes-ctr"
            + " -encryption_key 76a6c65c5ea762046bd749a2e632ccbb"
            + " -encryption_kid a7e61c373e219033c21091fa607bf3b8 @locked.mp4");

    assertThat(refusal(folder.resolve("locked.mp4"), FILM))
        .isEqualTo("the film or sound is encrypted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"film.mp4", "film.avi", "film.m3u8", "film.mkv"})
  void lists_of_other_files_are_refused_and_open_nothing(String name) throws Exception {
    Path secret = clip("secret.mp4");
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + server.getLocalPort() + "/x.ts";
      String[] lists = {
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n%s\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
            .formatted(address),
        "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:9,\nfile:%s\n#EXTINF:9,\n%s\n#EXT-X-ENDLIST\n"
            .formatted(secret, address),
        "ffconcat version 1.0\nfile '%s'\nfile '%s'\n".formatted(secret, address),
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video %d RTP/AVP 96\na=rtpmap:96 H264/90000\n"
            .formatted(server.getLocalPort()),
        ("<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\""
                + " mediaPresentationDuration=\"PT9S\"><Period><AdaptationSet><Representation id=\"1\""
                + " bandwidth=\"1\" mimeType=\"video/mp4\"><BaseURL>%s</BaseURL></Representation>"
                + "</AdaptationSet></Period></MPD>")
            .formatted(address)
      };
      for (String list : lists) {
        Path source = Files.writeString(folder.resolve(name), list);

        assertThat(refusal(source, FILM)).as(list).isNotEmpty();
        assertThat(still(source)).as(list).isInstanceOf(Still.Refused.class);
      }
      assertNobodyCame(server);
    }
  }

  @Test
  void a_list_is_called_one() throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("film.avi"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n");

    assertThat(refusal(source, FILM))
        .isEqualTo("a list of other files (hls), which is not followed");
  }

  @Test
  void a_missing_source_is_tried_again() {
    assertThatThrownBy(() -> refusal(folder.resolve("gone.mp4"), FILM))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("missing or not readable");
  }

  @Test
  void a_tool_that_may_not_write_is_tried_again() throws Exception {
    Path source = clip("source.mp4");
    var small =
        new Ffmpeg(
            new Ffmpeg.Settings(1, 1, new Limits(Duration.ofMinutes(1), 1L << 31, 2000, false)),
            Containment.probe());

    assertThatThrownBy(
            () -> new FfmpegFilms(small, folder).make(order(source, FILM), Progress.IGNORED))
        .isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.toolWords()).isPresent());
    assertThat(folder.resolve("target")).doesNotExist();
  }

  private static void assertNobodyCame(ServerSocket server) throws IOException {
    server.setSoTimeout(300);
    assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
  }

  private Path clip(String name) {
    Clips.ffmpeg(
        folder,
        "-f lavfi -i testsrc2=s=320x180:r=25:d=4 -f lavfi -i sine=d=4 -g 10 -c:v libx264 -c:a aac"
            + " -movflags +faststart @"
            + name);
    return folder.resolve(name);
  }

  private Path cut(Path whole, double share, String name) throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    return Files.write(folder.resolve(name), Arrays.copyOf(bytes, (int) (bytes.length * share)));
  }

  private String refusal(Path source, Output output) throws Exception {
    Made made = new FfmpegFilms(ffmpeg, folder).make(order(source, output), Progress.IGNORED);
    assertThat(Files.deleteIfExists(folder.resolve("target"))).isEqualTo(made instanceof Made.Good);
    return made instanceof Made.Refused(String cause) ? cause : "";
  }

  private Still still(Path source) throws Exception {
    return new FilmStills(ffmpeg)
        .take(order(source, PICTURE), Files.createTempDirectory(folder, "still"), Progress.IGNORED);
  }

  private Order order(Path source, Output output) {
    return new Order(source, "video/mp4", MediaType.VIDEO, output, folder.resolve("target"));
  }
}
