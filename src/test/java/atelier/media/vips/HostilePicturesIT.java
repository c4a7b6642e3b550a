package atelier.media.vips;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.HugePictures;
import atelier.media.MemoryGate;
import atelier.media.Progress;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Broken and hostile pictures: each ends well or is refused in words, none hangs, nothing gets
/// out.
class HostilePicturesIT {
  private static final int SIDE = 30_000;
  private static final String SECRET = "hunter2-in-the-clear";
  private static final Output.Image THUMBNAIL =
      new Output.Image(120, 72, true, true, 80, ImageCodec.JPEG);
  private static final VipsImages IMAGES =
      new VipsImages(
          VipsImages.Settings.of(2),
          Containment.probe(),
          new MemoryGate(1L << 30, "workers.tools.memory"));

  @TempDir Path folder;

  @AfterAll
  static void close() {
    IMAGES.close();
  }

  @Test
  @Timeout(300)
  void nothing_hangs_nothing_gets_out_and_every_refusal_has_a_reason() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Path targets = Files.createDirectory(folder.resolve("targets"));
    try (var listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      listener.configureBlocking(false);
      Map<String, byte[]> hostile = corpus(secret, listener.socket().getLocalPort());
      for (var each : hostile.entrySet()) {
        Files.write(sources.resolve(each.getKey()), each.getValue());
      }
      Set<String> before = tree(folder);

      var made = new LinkedHashMap<String, Made>();
      for (String name : hostile.keySet()) {
        Path target = targets.resolve(".made");
        long began = System.nanoTime();
        made.put(name, make(sources.resolve(name), target));
        assertThat(Duration.ofNanos(System.nanoTime() - began))
            .as(name)
            .isLessThan(Duration.ofSeconds(90));
        if (made.get(name) instanceof Made.Good) {
          assertThat(Files.readString(target, StandardCharsets.ISO_8859_1))
              .as(name)
              .doesNotContain(SECRET);
          Files.delete(target);
        }
      }

      assertThat(tree(folder)).isEqualTo(before);
      assertThat(listener.accept()).as("a call from a picture").isNull();
      made.forEach(HostilePicturesIT::hasReason);
      for (String refused :
          List.of(
              "empty.jpg",
              "noise.png",
              "cut.jpg",
              "cut.png",
              "cut.tif",
              "bomb.png",
              "bomb.tif",
              "entity.svg",
              "link.svg",
              "drawing.jpg",
              "script.jpg",
              "page.jpg")) {
        assertThat(made.get(refused)).as(refused).isInstanceOf(Made.Refused.class);
      }
      for (String good :
          List.of(
              "really-png.jpg",
              "frames.gif",
              "-rf",
              "a'\"`$(touch x).jpg",
              "new\nline.jpg",
              "..jpg",
              "😀.jpg",
              "[page=3].jpg",
              "%d.jpg")) {
        assertThat(made.get(good)).as(good).isInstanceOf(Made.Good.class);
      }
    }
  }

  private static void hasReason(String name, Made made) {
    if (made instanceof Made.Refused(String cause)) {
      assertThat(cause).as(name).isNotBlank().doesNotContain("Exception").doesNotContain("null");
    }
  }

  private Map<String, byte[]> corpus(Path secret, int port) throws IOException {
    String address = "http://127.0.0.1:" + port + "/x.png";
    byte[] jpeg = real("jpg");
    byte[] png = real("png");
    byte[] tiff = real("tif");
    var all = new LinkedHashMap<String, byte[]>();
    all.put("empty.jpg", new byte[0]);
    all.put("noise.png", pngNoise(png));
    all.put("cut.jpg", Arrays.copyOf(jpeg, jpeg.length / 3));
    all.put("cut.png", Arrays.copyOf(png, png.length / 3));
    all.put("cut.tif", Arrays.copyOf(tiff, tiff.length / 3));
    all.put("really-png.jpg", png);
    all.put("bomb.png", pngBomb());
    all.put("bomb.tif", HugePictures.tiff(SIDE));
    all.put("bomb.gif", gifBomb(SIDE, 1));
    all.put("frames.gif", gifBomb(40, 20_000));
    all.put(
        "entity.svg",
        text(
            """
            <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://%s">]>
            <svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><text y="20">&x;</text></svg>
            """
                .formatted(secret)));
    all.put(
        "link.svg",
        text(
            """
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
            <image xlink:href="%s" width="9" height="9"/><image xlink:href="file://%s"/></svg>
            """
                .formatted(address, secret)));
    all.put(
        "drawing.jpg",
        text("push graphic-context\nimage over 0,0 9,9 '" + address + "'\npop graphic-context\n"));
    all.put(
        "script.jpg",
        text("<image><read filename=\"" + address + "\"/><write filename=\"out.png\"/></image>"));
    all.put(
        "page.jpg", text("%!PS\n(" + secret + ") (r) file 99 string readline pop show showpage"));
    for (String name :
        List.of(
            "-rf",
            "a'\"`$(touch x).jpg",
            "new\nline.jpg",
            "..jpg",
            "😀.jpg",
            "[page=3].jpg",
            "%d.jpg")) {
      all.put(name, jpeg);
    }
    return all;
  }

  private byte[] real(String extension) throws IOException {
    Path file = folder.resolve("real." + extension);
    Shell.run(
        "convert",
        "-seed",
        "3",
        "-size",
        "400x300",
        "plasma:red-blue",
        "-depth",
        "8",
        "-compress",
        extension.equals("tif") ? "lzw" : "undefined",
        file.toString());
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  private Made make(Path source, Path target) throws InterruptedException {
    return IMAGES.make(
        new Order(source, "image/jpeg", MediaType.IMAGE, THUMBNAIL, target), Progress.IGNORED);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A PNG's signature, and then nothing that makes sense.
  private static byte[] pngNoise(byte[] png) {
    byte[] noise = png.clone();
    for (int i = 8; i < noise.length; i++) {
      noise[i] = (byte) (i * 31 + noise[i] * 7);
    }
    return noise;
  }

  /// 900 megapixels in a few bytes.
  private static byte[] pngBomb() throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    var header = ByteBuffer.allocate(13).putInt(SIDE).putInt(SIDE);
    header.put(new byte[] {8, 6, 0, 0, 0});
    HugePictures.pngChunk(bytes, "IHDR", header.array());
    HugePictures.pngChunk(bytes, "IDAT", new byte[] {0x78, (byte) 0x9c, 0x63, 0, 0, 0, 1, 0, 1});
    HugePictures.pngChunk(bytes, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  /// A canvas of that side, and so many frames of one pixel.
  private static byte[] gifBomb(int side, int frames) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(text("GIF89a"));
    var screen = ByteBuffer.allocate(7).order(ByteOrder.LITTLE_ENDIAN);
    bytes.write(screen.putShort((short) side).putShort((short) side).put((byte) 0x80).array());
    bytes.write(new byte[] {0, 0, 0, (byte) 255, (byte) 255, (byte) 255});
    for (int i = 0; i < frames; i++) {
      bytes.write(new byte[] {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0});
    }
    bytes.write(0x3b);
    return bytes.toByteArray();
  }

  private static Set<String> tree(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      var names = new TreeSet<String>();
      for (Path each : all.toList()) {
        names.add(each + (Files.isRegularFile(each) ? " " + Files.size(each) : ""));
      }
      return names;
    }
  }
}
