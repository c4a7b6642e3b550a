package atelier.app;

import atelier.media.Containment;
import atelier.media.DocumentStills;
import atelier.media.DocumentText;
import atelier.media.DocumentWords;
import atelier.media.PdfMaker;
import atelier.media.StillTaker;
import atelier.media.SubdefMaker;
import atelier.media.dcraw.RawPhotographs;
import atelier.media.exiftool.EmbeddedPreviews;
import atelier.media.ghostscript.Ghostscript;
import atelier.media.magick.ElderPictures;
import atelier.media.magick.InkedLayers;
import atelier.media.office.Office;
import atelier.media.poppler.Poppler;
import java.nio.file.Path;
import java.util.List;

/// The tools for documents and for what is a picture only by name.
///
/// - Shape: nothing is started before it is needed; one LibreOffice serves the whole process.
final class PaperTools implements AutoCloseable {
  private final Containment containment;
  private final Path temporary;
  private final Poppler poppler;
  private final Office office;

  PaperTools(Containment containment, Path temporary) {
    this.containment = containment;
    this.temporary = temporary;
    this.poppler = new Poppler(Poppler.usualLimits(), containment, temporary);
    this.office = new Office(Office.Settings.of(1), containment, temporary);
  }

  /// What takes pictures out of documents, raw photographs and PostScript, in the order in which
  /// they are asked: a PDF may go by the name of PostScript.
  List<StillTaker> stills() {
    var previews = new EmbeddedPreviews(EmbeddedPreviews.usualLimits(), containment);
    return List.of(
        new RawPhotographs(previews, RawPhotographs.usualLimits(), containment),
        previews,
        poppler,
        new InkedLayers(InkedLayers.usualLimits(), containment),
        new ElderPictures(ElderPictures.usualLimits(), containment),
        new Ghostscript(Ghostscript.usualLimits(), containment),
        new DocumentStills(office, poppler));
  }

  /// - Shape: `pictures` makes pictures from all that can be one.
  SubdefMaker pdfs(SubdefMaker pictures) {
    return new PdfMaker(poppler, office, pictures, temporary);
  }

  /// - Shape: of so many pages at most.
  DocumentText text(int pages) {
    return new DocumentWords(poppler, office, temporary, pages);
  }

  @Override
  public void close() {
    office.close();
  }
}
