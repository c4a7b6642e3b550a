package atelier.worker.intake;

import atelier.media.DocumentText;
import atelier.media.MetadataTool;
import atelier.media.MimeDetector;
import atelier.media.SubdefMaker;

/// What files are read with when they are taken in.
///
/// - Shape: `thumbnails` makes small pictures of what goes to the quarantine.
public record IntakeTools(
    MetadataTool metadata, MimeDetector mimes, SubdefMaker thumbnails, DocumentText texts) {}
