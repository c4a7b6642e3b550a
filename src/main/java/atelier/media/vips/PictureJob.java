package atelier.media.vips;

import atelier.library.SubdefSpec.ImageCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What a child is told to make.
///
/// - Shape: `task` is to say what it needs, or to make it. Paths are absolute; see
///   [atelier.library.SubdefSpec.Output.Image] for the rest; an empty `watermarkText` or
///   `watermarkPicture` is none.
/// - Units: `siblingPixels` as in [atelier.media.SubdefMaker.Order]; `maxPixels` width times height
///   the source may claim to have.
record PictureJob(
    Task task,
    String source,
    String target,
    int sizePixels,
    int dpi,
    boolean strip,
    boolean flatten,
    int quality,
    ImageCodec codec,
    String watermarkText,
    String watermarkPicture,
    long maxPixels,
    int siblingPixels) {

  /// What is wanted.
  enum Task {
    MEASURE,
    MAKE
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(task.name());
    out.writeUTF(source);
    out.writeUTF(target);
    out.writeInt(sizePixels);
    out.writeInt(dpi);
    out.writeBoolean(strip);
    out.writeBoolean(flatten);
    out.writeInt(quality);
    out.writeUTF(codec.name());
    out.writeUTF(watermarkText);
    out.writeUTF(watermarkPicture);
    out.writeLong(maxPixels);
    out.writeInt(siblingPixels);
  }

  static PictureJob read(DataInput in) throws IOException {
    return new PictureJob(
        Task.valueOf(in.readUTF()),
        in.readUTF(),
        in.readUTF(),
        in.readInt(),
        in.readInt(),
        in.readBoolean(),
        in.readBoolean(),
        in.readInt(),
        ImageCodec.valueOf(in.readUTF()),
        in.readUTF(),
        in.readUTF(),
        in.readLong(),
        in.readInt());
  }
}
