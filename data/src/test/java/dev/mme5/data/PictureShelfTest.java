package dev.mme5.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.ImageRef;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.testkit.SamplePictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureShelfTest {
    @TempDir
    private Path folder;

    private Path picture;

    @BeforeEach
    void draw() {
        picture = folder.resolve("from/images/a/dog.png");
        AtomicFiles.write(picture, SamplePictures.png(1, true));
    }

    private PictureShelf shelf(Path source) {
        return new PictureShelf(folder.resolve("out"), source, "images");
    }

    @Test
    void keepsThePathOfAPublishedPictureAndNamesOthersAfterTheirContent() {
        ImageRef dog = new ImageRef.FileImage(picture);
        assertThat(shelf(folder.resolve("from")).place(dog)).isEqualTo("images/a/dog.png");
        String named = shelf(folder.resolve("elsewhere")).place(dog);
        assertThat(named).matches("images/[0-9a-f]{2}/[0-9a-f]{24}\\.png");
        assertThat(folder.resolve("out").resolve(named)).hasSameBinaryContentAs(picture);
    }

    @Test
    void blamesTheRowForAPictureThatCannotBeRead() {
        ImageRef missing = new ImageRef.FileImage(folder.resolve("from/images/none.png"));
        for (Path source : new Path[] {folder.resolve("from"), folder.resolve("elsewhere")}) {
            assertThatThrownBy(() -> shelf(source).place(missing)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("image: expected a picture at " + missing.location() + ", got");
        }
    }

    @Test
    void blamesTheDiskForAPictureThatCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("out"), "a file where the folder should be");
        ImageRef inline = new ImageRef.InlineImage("image/png", Files.readAllBytes(picture));
        for (ImageRef image : new ImageRef[] {new ImageRef.FileImage(picture), inline}) {
            assertThatThrownBy(() -> shelf(folder.resolve("from")).place(image)).isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith(folder.resolve("out/images").toString()).hasMessageContaining(": expected to write the picture, got");
        }
    }
}
