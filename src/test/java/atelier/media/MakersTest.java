package atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakersTest {
  private static final Output PICTURE = new Output.Image(200, 72, true, true, 75, ImageCodec.JPEG);

  @TempDir private Path folder;

  @Test
  void the_first_that_makes_such_an_order_gets_it() throws InterruptedException {
    var makers =
        new Makers(List.of(new OnlyFor(MediaType.AUDIO, 1), new OnlyFor(MediaType.IMAGE, 2)));

    assertThat(makers.make(order(MediaType.IMAGE), Progress.IGNORED))
        .isEqualTo(new Made.Good(2, 2, 2, "image/jpeg"));
  }

  @Test
  void an_order_for_nobody_is_refused_with_both_kinds() throws InterruptedException {
    var makers = new Makers(List.of(new OnlyFor(MediaType.AUDIO, 1)));

    assertThat(makers.make(order(MediaType.FLASH), Progress.IGNORED))
        .isEqualTo(new Made.Refused("a picture is not made from flash (x/y)"));
  }

  @Test
  void a_still_is_made_from_what_was_taken_and_nothing_stays_behind() throws Exception {
    var maker = new StillMaker(List.of(new Copier()), new OnlyFor(MediaType.IMAGE, 3), folder);

    Made made = maker.make(order(MediaType.VIDEO), Progress.IGNORED);

    assertThat(made).isEqualTo(new Made.Good(3, 3, 3, "image/jpeg"));
    assertThat(folder).isEmptyDirectory();
  }

  private Order order(MediaType type) {
    return new Order(folder.resolve("source"), "x/y", type, PICTURE, folder.resolve("target"));
  }

  private record OnlyFor(MediaType type, int mark) implements SubdefMaker {
    @Override
    public boolean makes(Order order) {
      return order.sourceType() == type;
    }

    @Override
    public Made make(Order order, Progress progress) {
      return makes(order)
          ? new Made.Good(mark, mark, mark, "image/jpeg")
          : new Made.Refused("not for me");
    }
  }

  private record Copier() implements StillTaker {
    @Override
    public boolean reads(Order order) {
      return order.sourceType() == MediaType.VIDEO;
    }

    @Override
    public Still take(Order order, Path folder, Progress progress) {
      try {
        return new Still.Taken(Files.writeString(folder.resolve("frame.png"), "x"), "image/png");
      } catch (IOException e) {
        throw new MediaException("cannot write the frame", e);
      }
    }
  }
}
