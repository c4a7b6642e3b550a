package atelier.media.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.Shell;
import atelier.media.Containment;
import atelier.media.DocumentConverter.Converted;
import atelier.media.DocumentConverter.Pages;
import atelier.media.Limits;
import atelier.media.MediaException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Documents through the real LibreOffice, which also makes the sources; what comes out is read by
/// poppler.
class OfficeIT {
  @TempDir private static Path shared;
  private static Office office;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    office = new Office(Office.Settings.of(1), Containment.probe(), shared.resolve("office"));
    Path letter = Files.writeString(shared.resolve("letter.txt"), "Liebe Grüße aus Łódź\n");
    Path table = Files.writeString(shared.resolve("table.csv"), "name,number\nAda,1815\n");
    Path slides =
        Files.writeString(
            shared.resolve("slides.fodp"),
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
              xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
              xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
              xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
              office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.presentation">
            <office:body><office:presentation><draw:page draw:name="one"><draw:frame svg:width="10cm"
              svg:height="3cm" svg:x="1cm" svg:y="1cm"><draw:text-box><text:p>Curtain up</text:p>
            </draw:text-box></draw:frame></draw:page></office:presentation></office:body>
            </office:document>
            """);
    try (var maker = new DocumentMaker(shared)) {
      maker.make(letter, "letter.odt", "writer8", "");
      maker.make(letter, "letter.doc", "MS Word 97", "");
      maker.make(letter, "letter.docx", "MS Word 2007 XML", "");
      maker.make(letter, "letter.rtf", "Rich Text Format", "");
      maker.make(table, "table.ods", "calc8", "");
      maker.make(table, "table.xls", "MS Excel 97", "");
      maker.make(table, "table.xlsx", "Calc MS Excel 2007 XML", "");
      maker.make(slides, "slides.odp", "impress8", "");
      maker.make(slides, "slides.ppt", "MS PowerPoint 97", "");
      maker.make(slides, "slides.pptx", "Impress MS PowerPoint 2007 XML", "");
      maker.make(letter, "locked.odt", "writer8", "secret");
      maker.make(letter, "locked.doc", "MS Word 97", "secret");
      maker.make(letter, "locked.docx", "MS Word 2007 XML", "secret");
      maker.make(table, "locked.xls", "MS Excel 97", "secret");
    }
  }

  @AfterAll
  static void close() {
    office.close();
  }

  @ParameterizedTest
  @CsvSource({
    "letter.txt, text/plain, Grüße aus Łódź",
    "letter.odt, application/vnd.oasis.opendocument.text, Grüße aus Łódź",
    "letter.doc, application/msword, Grüße aus Łódź",
    "letter.docx, application/msword, Grüße aus Łódź",
    "letter.rtf, text/rtf, Grüße aus Łódź",
    "table.csv, text/csv, Ada",
    "table.ods, application/vnd.oasis.opendocument.spreadsheet, 1815",
    "table.xls, application/vnd.ms-excel, 1815",
    "table.xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, 1815",
    "slides.odp, application/vnd.oasis.opendocument.presentation, Curtain up",
    "slides.ppt, application/vnd.ms-powerpoint, Curtain up",
    "slides.pptx, application/vnd.ms-powerpoint, Curtain up",
  })
  void every_kind_of_document_becomes_a_pdf_with_its_words(String name, String mime, String words)
      throws Exception {
    assertThat(toPdf(shared.resolve(name), mime)).isEqualTo(new Converted.Good());

    assertThat(text()).contains(words);
    assertThat(Shell.run("pdfinfo", target().toString())).containsPattern("Pages: +1");
  }

  @Test
  void a_page_of_hypertext_loads_nothing_from_elsewhere() throws Exception {
    Path secret = folder.resolve("secret.png");
    Shell.run("convert", "-size", "200x200", "xc:red", secret.toString());
    Path page =
        Files.writeString(
            folder.resolve("page.html"),
            """
            <html><body background='%1$s'><p>Welcome</p><img src='%1$s'><img src='secret.png'>
            <table background='%1$s'><tr><td background='%1$s' style='background-image: url(%1$s)'>x</td></tr>
            </table><object data='%1$s'></object><embed src='%1$s'><iframe src='%1$s'></iframe></body></html>
            """
                .formatted(secret.toUri()));

    toPdf(page, "text/html");

    assertThat(text()).contains("Welcome");
    // LibreOffice's own sign for a picture that is not there has 32.
    assertThat(Shell.run("pdfimages", "-list", target().toString())).doesNotContainPattern(" 200 ");
  }

  @Test
  void a_linked_picture_of_this_machine_stays_out_of_the_pdf() throws Exception {
    Path secret = folder.resolve("secret.png");
    Shell.run("convert", "-size", "200x200", "xc:red", secret.toString());
    Path page =
        Files.writeString(
            folder.resolve("page.fodt"),
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
              xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
              xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
              xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
              xmlns:xlink="http://www.w3.org/1999/xlink"
              office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
            <office:body><office:text><text:p>Welcome<draw:frame text:anchor-type="as-char"
              svg:width="5cm" svg:height="5cm"><draw:image xlink:href="%s" xlink:type="simple"
              xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p></office:text>
            </office:body></office:document>
            """
                .formatted(secret.toUri()));
    Path zipped = folder.resolve("page.odt");
    try (var zip = new ZipOutputStream(Files.newOutputStream(zipped))) {
      entry(zip, "mimetype", "application/vnd.oasis.opendocument.text".getBytes(UTF));
      entry(zip, "content.xml", content(Files.readString(page)));
      entry(zip, "META-INF/manifest.xml", MANIFEST.getBytes(UTF));
    }

    assertThat(toPdf(zipped, "application/vnd.oasis.opendocument.text"))
        .isEqualTo(new Converted.Good());

    assertThat(text()).contains("Welcome");
    assertThat(Shell.run("pdfimages", "-list", target().toString()).lines().skip(2)).isEmpty();
  }

  @Test
  void only_the_first_page_is_made_when_that_is_asked() throws Exception {
    Path long_ = Files.writeString(folder.resolve("long.txt"), "line\n".repeat(400));

    office.toPdf(long_, "text/plain", Pages.FIRST, target());

    assertThat(Shell.run("pdfinfo", target().toString())).containsPattern("Pages: +1");
  }

  @Test
  void text_of_the_old_western_encoding_is_read_as_such() throws Exception {
    Path old =
        Files.write(
            folder.resolve("old.txt"),
            "Grüße – schöne €".getBytes(Charset.forName("windows-1252")));

    toPdf(old, "text/plain");

    assertThat(text()).contains("Grüße – schöne €");
  }

  @Test
  void locked_documents_are_refused_because_of_their_password() throws Exception {
    for (String each : new String[] {"locked.odt", "locked.doc", "locked.docx", "locked.xls"}) {
      assertThat(toPdf(shared.resolve(each), "application/msword"))
          .as(each)
          .isEqualTo(new Converted.Refused("the document is protected by a password"));
      assertThat(target()).doesNotExist();
    }
  }

  @Test
  void zip_bombs_never_reach_the_office() throws Exception {
    var small =
        new Office(
            Office.Settings.of(1).withUnpacking(new Unpacking(50, 8 << 20, 100, 1 << 20)),
            Containment.probe(),
            folder.resolve("small"));
    try (small) {
      Path repetitive = docx("repetitive.docx", 4 << 20, 1);
      Path large = docx("large.docx", 9 << 20, 1);
      Path many = docx("many.docx", 10, 60);

      assertThat(cause(small, repetitive)).contains("as only a ZIP bomb does");
      assertThat(cause(small, large)).containsAnyOf("as only a ZIP bomb does", "8 MiB");
      assertThat(cause(small, many)).contains("too many parts; 50 are allowed");
      assertThat(small.pids()).isEmpty();
    }
  }

  @Test
  void what_is_broken_or_no_document_is_refused_with_its_cause() throws Exception {
    byte[] letter = Files.readAllBytes(shared.resolve("letter.docx"));
    Path cut = Files.write(folder.resolve("cut.docx"), Arrays.copyOf(letter, letter.length / 2));
    Path noise = Files.write(folder.resolve("noise.doc"), new byte[] {1, 0, 2, 0, 3});
    Path empty = Files.write(folder.resolve("empty.doc"), new byte[0]);

    assertThat(cause(office, cut)).startsWith("broken document: ");
    assertThat(cause(office, noise)).isEqualTo("no document that can be read");
    assertThat(cause(office, empty)).isEqualTo("the file is empty");
  }

  @Test
  void a_dead_office_costs_one_try_and_leaves_no_process() throws Exception {
    toPdf(shared.resolve("letter.odt"), "x/y");
    long pid = office.pids().getFirst();
    Files.delete(target());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    try {
      toPdf(shared.resolve("letter.odt"), "x/y");
    } catch (MediaException _) {
      assertThat(target()).doesNotExist();
    }

    assertThat(toPdf(shared.resolve("letter.odt"), "x/y")).isEqualTo(new Converted.Good());
    assertThat(office.pids()).hasSize(1).doesNotContain(pid);
  }

  @Test
  void nothing_is_left_behind_when_it_is_closed() throws Exception {
    Set<Path> before = sockets();
    Path place = folder.resolve("brief");
    try (var brief = new Office(Office.Settings.of(1), Containment.probe(), place)) {
      brief.toPdf(shared.resolve("letter.odt"), "x/y", Pages.ALL, target());
    }

    assertThat(sockets()).isEqualTo(before);
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void one_that_takes_too_long_is_stopped() throws Exception {
    var limits = new Limits(Duration.ofMillis(300), 2L << 30, 1L << 30, false);
    var hasty =
        new Office(
            Office.Settings.of(1).withLimits(limits), Containment.probe(), folder.resolve("hasty"));
    try (hasty) {
      assertThatThrownBy(
              () -> hasty.toPdf(shared.resolve("letter.odt"), "x/y", Pages.ALL, target()))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("took longer");
      assertThat(hasty.pids()).isEmpty();
    }
  }

  private static final Charset UTF = StandardCharsets.UTF_8;
  private static final String MANIFEST =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
      <manifest:file-entry manifest:full-path="/"
        manifest:media-type="application/vnd.oasis.opendocument.text"/>
      <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
      </manifest:manifest>
      """;

  private static byte[] content(String flat) {
    return flat.replaceFirst("office:mimetype=\"[^\"]*\"", "")
        .replace("office:document ", "office:document-content ")
        .replace("office:document>", "office:document-content>")
        .getBytes(UTF);
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  private Path docx(String name, int size, int parts) throws IOException {
    Path file = folder.resolve(name);
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      entry(zip, "[Content_Types].xml", "<Types/>".getBytes(UTF));
      for (int part = 0; part < parts; part++) {
        entry(zip, "word/document" + part + ".xml", new byte[size]);
      }
    }
    return file;
  }

  private static Set<Path> sockets() throws IOException {
    try (var all = Files.list(Path.of("/tmp"))) {
      return all.filter(each -> each.getFileName().toString().startsWith("OSL_PIPE"))
          .collect(Collectors.toSet());
    }
  }

  private Path target() {
    return folder.resolve("target.pdf");
  }

  private Converted toPdf(Path source, String mime) throws InterruptedException {
    return office.toPdf(source, mime, Pages.ALL, target());
  }

  private String cause(Office by, Path source) throws InterruptedException {
    return ((Converted.Refused) by.toPdf(source, "application/msword", Pages.ALL, target()))
        .cause();
  }

  private String text() {
    return Shell.run("pdftotext", target().toString(), "-");
  }
}
