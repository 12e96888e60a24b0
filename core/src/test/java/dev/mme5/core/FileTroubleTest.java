package dev.mme5.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {

    @Test
    void saysWhatIsWrongInWords(@TempDir Path folder) {
        assertThat(FileTrouble.of(failure(folder.resolve("none")))).isEqualTo("nothing there");
        assertThat(FileTrouble.of(new AccessDeniedException("x"))).isEqualTo("no permission");
        assertThat(FileTrouble.of(new MalformedInputException(1))).isEqualTo("bytes that are not UTF-8");
        assertThat(FileTrouble.of(new FileSystemException("x", null, "Not a directory"))).isEqualTo("an error (Not a directory)");
        assertThat(FileTrouble.of(new IOException("disk full"))).isEqualTo("an error (disk full)");
        assertThat(FileTrouble.of(new EOFException())).isEqualTo("an error (EOFException)");
    }

    private static IOException failure(Path file) {
        try {
            Files.readString(file);
            throw new AssertionError("expected no file at " + file);
        } catch (IOException e) {
            return e;
        }
    }
}
