package dev.mme5.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void removesWhatADeadProcessLeft(@TempDir Path folder) throws IOException {
        Path inside = Files.createDirectories(folder.resolve("set/VQA"));
        long living = ProcessHandle.current().pid();
        List<Path> stay = List.of(folder.resolve(".rows.jsonl." + living + "-0.part"), folder.resolve("vectors.npy.part"),
                folder.resolve(".part"), inside.resolve("VQA.parquet"));
        List<Path> go = List.of(folder.resolve(".rows.jsonl.999999999999-0.part"), inside.resolve(".VQA.parquet.999999999999-12.part"),
                inside.resolve(".VQA.parquet.999999999999-12.part.wal"));
        for (Path file : Stream.concat(stay.stream(), go.stream()).toList()) {
            Files.createFile(file);
        }
        AtomicFiles.removeAbandoned(folder);
        assertThat(stay).allMatch(Files::exists);
        assertThat(go).noneMatch(Files::exists);
    }

    @Test
    void writesAFileAndTheFoldersAboveIt() {
        Path file = folder.resolve("a/b/report.json");
        AtomicFiles.writeString(file, "ä");
        assertThat(file).hasContent("ä");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void letsTheContentCloseTheStream() throws IOException {
        Path file = folder.resolve("rows.jsonl.gz");
        AtomicFiles.writeWith(file, out -> {
            try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
                packed.write(7);
            }
        });
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(in.readAllBytes()).containsExactly(7);
        }
    }

    @Test
    void keepsTwoWritersOfOneFileApart() throws IOException {
        Path file = folder.resolve("report.json");
        AtomicFiles.writeWith(file, out -> {
            AtomicFiles.writeString(file, "first");
            out.write("second".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(file).hasContent("second");
    }

    @Test
    void replacesAFile() {
        Path file = folder.resolve("report.json");
        AtomicFiles.write(file, new byte[] {1, 2, 3});
        AtomicFiles.write(file, new byte[] {4});
        assertThat(file).hasBinaryContent(new byte[] {4});
    }

    @Test
    void leavesTheFileAsItWasWhenWritingFails() {
        Path file = folder.resolve("report.json");
        AtomicFiles.writeString(file, "old");
        assertThatThrownBy(() -> AtomicFiles.writeWith(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + ": expected to write the file, got an error (disk full)");
        assertThatThrownBy(() -> AtomicFiles.writeWith(file, out -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file").resolve("report.json");
        assertThatThrownBy(() -> AtomicFiles.writeString(blocked, "x"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(blocked + ": expected to write the file, got ");
    }
}
