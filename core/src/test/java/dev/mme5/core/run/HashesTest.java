package dev.mme5.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashesTest {
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @Test
    void isSha256() throws Exception {
        assertThat(Hashes.sha256("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(OF_ABC);
        assertThat(Hashes.sha256(Files.writeString(folder.resolve("abc"), "abc"))).isEqualTo(OF_ABC);
    }

    @Test
    void hashesAFolderByItsFilesAndTheirPaths() throws Exception {
        Files.createDirectories(folder.resolve("a/empty"));
        Files.writeString(folder.resolve("a/x"), "abc");
        Files.writeString(folder.resolve("b"), "");
        String listing = OF_ABC + "  a/x\n" + Hashes.sha256(new byte[0]) + "  b\n";
        String before = Hashes.ofTree(folder);
        assertThat(before).isEqualTo(Hashes.sha256(listing.getBytes(StandardCharsets.UTF_8)));

        Files.move(folder.resolve("b"), folder.resolve("c"));
        assertThat(Hashes.ofTree(folder)).isNotEqualTo(before);
    }

    @Test
    void samplesLargeFilesAlone() throws Exception {
        Path small = Files.writeString(folder.resolve("abc"), "abc");
        assertThat(Hashes.sampled(small)).isEqualTo(OF_ABC);
        Path large = folder.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(1_500_000_000);
            String before = Hashes.sampled(large);
            assertThat(Hashes.sampled(large)).isEqualTo(before);
            sparse.seek(1_499_999_999);
            sparse.write(1);
            assertThat(Hashes.sampled(large)).as("the last byte").isNotEqualTo(before);
        }
    }

    @Test
    void namesWhatCannotBeRead() {
        Path missing = folder.resolve("none");
        assertThatThrownBy(() -> Hashes.sha256(missing)).isInstanceOf(UncheckedIOException.class).hasMessageStartingWith(missing + ": ");
        assertThatThrownBy(() -> Hashes.ofTree(missing)).isInstanceOf(UncheckedIOException.class).hasMessageStartingWith(missing + ": ");
    }
}
