package dev.mme5.cli.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.ImageRef;
import dev.mme5.model.image.Picture;
import dev.mme5.model.image.PictureDecoder;
import dev.mme5.synthesis.teacher.EncodedPicture;
import dev.mme5.synthesis.teacher.PictureBounds;
import dev.mme5.testkit.SamplePictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScaledPicturesTest {
    private final ScaledPictures pictures = new ScaledPictures();

    @Test
    void scalesDownButNeverUp() throws IOException {
        assertThat(read(bounds(32)).width()).isEqualTo(32);
        assertThat(read(bounds(2000)).width()).isEqualTo(SamplePictures.PIXELS);
    }

    @Test
    void laysPicturesOnWhite() throws IOException {
        int corner = read(bounds(64)).argb()[0];
        assertThat(corner & 0xff).isGreaterThan(240);
        assertThat(corner >>> 24).isEqualTo(255);
    }

    @Test
    void keepsWhatItHasScaled() throws IOException {
        ImageRef image = SamplePictures.picture(1);
        EncodedPicture first = pictures.read(image, bounds(32));
        assertThat(pictures.read(image, bounds(32))).isSameAs(first);
        assertThat(pictures.read(image, bounds(16))).isNotSameAs(first);
        assertThat(first.dataUrl()).startsWith("data:image/jpeg;base64,/9j/");
    }

    @Test
    void namesThePictureThatIsNotThereOrBroken() {
        assertThatThrownBy(() -> pictures.read(new ImageRef.FileImage(Path.of("no-such.png")), bounds(32)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no-such.png: ");
        assertThatThrownBy(() -> pictures.read(new ImageRef.InlineImage("image/png", new byte[] {1, 2, 3}), bounds(32)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("picture within a row: expected a picture");
    }

    private Picture read(PictureBounds bounds) throws IOException {
        String url = pictures.read(SamplePictures.picture(1), bounds).dataUrl();
        return PictureDecoder.decode(ImageRef.parse(url, Path.of("")).bytes(), "test");
    }

    private static PictureBounds bounds(int side) {
        return new PictureBounds(side, 0.9, Optional.empty());
    }
}
