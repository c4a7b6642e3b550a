package atelier.console;

import atelier.Shell;
import atelier.console.Fate.Paper;
import atelier.console.Fate.Refused;
import atelier.media.office.DocumentMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The good documents of the [Corpus], and those behind a password.
final class CorpusPapers {
  static final String LOCKED = "the document is protected by a password";
  private static final Paper LETTER = new Paper(1, "Grüße aus Łódź");
  private static final Paper NOTE = new Paper(1, "Under a wrong name");
  private static final Paper TABLE = new Paper(1, "Ada");
  private static final Paper SLIDES = new Paper(1, "Curtain up");

  private CorpusPapers() {}

  static void make(Corpus corpus) throws IOException, InterruptedException {
    Path letter = Files.writeString(corpus.work().resolve("letter.txt"), "Liebe Grüße aus Łódź\n");
    Path note = Files.writeString(corpus.work().resolve("note.txt"), "Under a wrong name\n");
    Path table = Files.writeString(corpus.work().resolve("table.csv"), "name,number\nAda,1815\n");
    Path slides = Files.writeString(corpus.work().resolve("slides.fodp"), slides());
    try (var maker = new DocumentMaker(corpus.work())) {
      var office = new Desk(corpus, maker);
      office.make(letter, "letter.odt", LETTER, "writer8", "");
      office.make(letter, "letter.doc", LETTER, "MS Word 97", "");
      office.make(letter, "letter.docx", LETTER, "MS Word 2007 XML", "");
      office.make(letter, "letter.rtf", LETTER, "Rich Text Format", "");
      office.make(letter, "letter.pdf", LETTER, "writer_pdf_Export", "");
      office.make(table, "table.ods", TABLE, "calc8", "");
      office.make(table, "table.xls", TABLE, "MS Excel 97", "");
      office.make(table, "table.xlsx", TABLE, "Calc MS Excel 2007 XML", "");
      office.make(slides, "slides.odp", SLIDES, "impress8", "");
      office.make(slides, "slides.ppt", SLIDES, "MS PowerPoint 97", "");
      office.make(slides, "slides.pptx", SLIDES, "Impress MS PowerPoint 2007 XML", "");
      office.make(note, "really docx.pdf", new Refused("not a PDF: "), "MS Word 2007 XML", "");
      office.make(note, "really pdf.jpg", NOTE, "writer_pdf_Export", "");
      office.make(letter, "locked.odt", new Refused(LOCKED), "writer8", "secret");
      office.make(letter, "locked.docx", new Refused(LOCKED), "MS Word 2007 XML", "secret");
      office.make(table, "locked.xls", new Refused(LOCKED), "MS Excel 97", "secret");
    }
    corpus.write("words.txt", new Paper(1, "Words as such"), "Words as such\n");
    corpus.write("values.csv", new Paper(1, "Lovelace"), "name,year\nLovelace,1815\n");
    corpus.write(
        "page.html", new Paper(1, "Welcome"), "<!doctype html><title>x</title><p>Welcome</p>");
    viaQpdf(corpus);
  }

  private static void viaQpdf(Corpus corpus) {
    String letter = corpus.file("letter.pdf").toString();
    Shell.run(
        "qpdf",
        "--empty",
        "--pages",
        letter,
        letter,
        letter,
        "--",
        corpus.place("three.pdf", new Paper(3, LETTER.words())).toString());
    Shell.run(
        "qpdf",
        "--encrypt",
        "open",
        "own",
        "128",
        "--use-aes=y",
        "--",
        letter,
        corpus.place("locked.pdf", new Refused("the PDF is protected by a password")).toString());
    Shell.run(
        "qpdf",
        "--encrypt",
        "",
        "own",
        "128",
        "--use-aes=y",
        "--print=none",
        "--",
        letter,
        corpus.place("no printing.pdf", LETTER).toString());
  }

  /// LibreOffice, which writes to one folder of its own.
  private record Desk(Corpus corpus, DocumentMaker maker) {
    void make(Path source, String name, Fate fate, String filter, String password)
        throws IOException, InterruptedException {
      maker.make(source, name, filter, password);
      Files.move(corpus.work().resolve(name), corpus.place(name, fate));
    }
  }

  private static String slides() {
    return """
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
    """;
  }
}
