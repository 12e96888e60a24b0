package dev.mme5.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.archive.TarWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageRefTest {
    private static final byte[] PIXELS = {1, 2, 3, -4};

    @TempDir
    Path folder;

    @Test
    void readsAFileRelativeToTheBase() throws IOException {
        Files.write(folder.resolve("dog.png"), PIXELS);
        ImageRef image = ImageRef.parse("dog.png", folder);
        assertThat(image.bytes()).isEqualTo(PIXELS);
        assertThat(image).isEqualTo(new ImageRef.FileImage(folder.resolve("dog.png")));
    }

    @Test
    void readsAnEntryOfAnArchive() throws IOException {
        zip(folder.resolve("pictures.zip"), "dogs/1.png", PIXELS);
        ImageRef image = ImageRef.parse("pictures.zip!/dogs/1.png", folder);
        assertThat(image).isEqualTo(new ImageRef.ZippedImage(folder.resolve("pictures.zip"), "dogs/1.png"));
        assertThat(image.bytes()).isEqualTo(PIXELS);
    }

    @Test
    void readsAFileInAFolderWhoseNameEndsWithAnExclamationMark() throws IOException {
        Path file = Files.createDirectories(folder.resolve("Wow!")).resolve("dog.png");
        Files.write(file, PIXELS);
        ImageRef image = ImageRef.parse("Wow!/dog.png", folder);
        assertThat(image).isEqualTo(new ImageRef.FileImage(file));
        assertThat(ImageRef.parse(image.location(), Path.of(""))).isEqualTo(image);
        zip(folder.resolve("Wow!/PICTURES.ZIP"), "a!/1.png", PIXELS);
        assertThat(ImageRef.parse("Wow!/PICTURES.ZIP!/a!/1.png", folder).bytes()).isEqualTo(PIXELS);
    }

    @Test
    void readsADataUrl() throws IOException {
        ImageRef image = ImageRef.parse("data:image/png;base64,AQID/A==", folder);
        assertThat(image.bytes()).isEqualTo(PIXELS);
        assertThat(image).isEqualTo(new ImageRef.InlineImage("image/png", PIXELS));
    }

    @Test
    void readsBackItsOwnLocation() {
        List<ImageRef> images = List.of(
                new ImageRef.FileImage(folder.resolve("dog.png")),
                new ImageRef.ZippedImage(folder.resolve("pictures.zip"), "dogs/1.png"),
                new ImageRef.InlineImage("image/jpeg", PIXELS));
        for (ImageRef image : images) {
            assertThat(ImageRef.parse(image.location(), Path.of("elsewhere"))).isEqualTo(image);
        }
    }

    @Test
    void resolvesDotsSoThatEqualPlacesAreEqual() {
        assertThat(ImageRef.parse("../images/dog.png", Path.of("runs/one"))).isEqualTo(ImageRef.parse("runs/images/dog.png", Path.of("")));
    }

    @Test
    void anInterruptedReadSaysNothingOfThePicture() throws IOException {
        Files.write(folder.resolve("dog.png"), PIXELS);
        try (TarWriter tar = new TarWriter(Files.newOutputStream(folder.resolve("dogs.tar")))) {
            tar.add("1.png", PIXELS);
        }
        ImageRef inTar = ImageRef.parse("dogs.tar!/1.png", folder);
        Thread.currentThread().interrupt();
        assertThatThrownBy(inTar::bytes).isInstanceOf(InterruptedWorkException.class).hasMessageContaining("dogs.tar!/1.png: stopped before the end");
        assertThat(ImageRef.parse("dog.png", folder).bytes()).as("the JDK reads a file to its end").isEqualTo(PIXELS);
        assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
        assertThat(inTar.bytes()).isEqualTo(PIXELS);
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> ImageRef.parse("dog.png", folder).bytes())
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(folder.resolve("dog.png") + ": expected a picture file, got nothing; check the path");
    }

    @Test
    void namesTheArchiveOrTheEntryThatIsMissing() throws IOException {
        assertThatThrownBy(() -> ImageRef.parse("none.zip!/1.png", folder).bytes())
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageStartingWith(folder.resolve("none.zip") + ": expected a zip archive");
        zip(folder.resolve("pictures.zip"), "1.png", PIXELS);
        assertThatThrownBy(() -> ImageRef.parse("pictures.zip!/2.png", folder).bytes())
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageStartingWith(folder.resolve("pictures.zip") + "!/2.png: expected an entry of that name");
    }

    @Test
    void refusesAMalformedDataUrl() {
        assertThatThrownBy(() -> ImageRef.parse("data:image/png,AQID", folder)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImageRef.parse("data:image/png;base64,A~", folder)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seesAnArchiveThatWasReplaced() throws IOException {
        Path archive = folder.resolve("pictures.zip");
        ImageRef image = new ImageRef.ZippedImage(archive, "1.png");
        zip(archive, "1.png", PIXELS);
        assertThat(image.bytes()).isEqualTo(PIXELS);

        Files.delete(archive);
        zip(archive, "1.png", new byte[] {7});
        Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
        assertThat(image.bytes()).containsExactly(7);
    }

    @Test
    void doesNotShareItsBytes() {
        ImageRef.InlineImage image = new ImageRef.InlineImage("image/png", PIXELS);
        image.bytes()[0] = 99;
        assertThat(image.bytes()).isEqualTo(PIXELS);
    }

    static void zip(Path archive, String entry, byte[] bytes) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(bytes);
            out.closeEntry();
        }
    }
}
