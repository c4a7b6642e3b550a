package atelier.media.vips;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What a child answers.
sealed interface Reply {
  int MADE = 1;
  int REFUSED = 2;
  int FAILED = 3;
  int NEEDS = 4;

  /// So much memory is needed for it; `what` names the picture.
  record Needs(long bytes, String what) implements Reply {}

  /// The target is there and was read back.
  record Made(int widthPixels, int heightPixels) implements Reply {}

  /// The source is to blame.
  record Refused(String cause) implements Reply {}

  /// Something else is to blame: memory, disk, libvips itself.
  record Failed(String cause) implements Reply {}

  default void write(DataOutput out) throws IOException {
    switch (this) {
      case Made made -> {
        out.writeByte(MADE);
        out.writeInt(made.widthPixels);
        out.writeInt(made.heightPixels);
      }
      case Needs needs -> {
        out.writeByte(NEEDS);
        out.writeLong(needs.bytes);
        out.writeUTF(needs.what);
      }
      case Refused refused -> {
        out.writeByte(REFUSED);
        out.writeUTF(refused.cause);
      }
      case Failed failed -> {
        out.writeByte(FAILED);
        out.writeUTF(failed.cause);
      }
    }
  }

  static Reply read(DataInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case MADE -> new Made(in.readInt(), in.readInt());
      case NEEDS -> new Needs(in.readLong(), in.readUTF());
      case REFUSED -> new Refused(in.readUTF());
      case FAILED -> new Failed(in.readUTF());
      default -> throw new IOException("the child said " + kind + " where a reply was expected");
    };
  }
}
