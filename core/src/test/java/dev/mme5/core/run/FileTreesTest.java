package dev.mme5.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreesTest {
    @TempDir
    private Path folder;

    @Test
    void deletesAFolderWithAllThatIsInItAndNothingThatALinkLeadsTo() throws IOException {
        AtomicFiles.writeString(folder.resolve("kept/file"), "kept");
        AtomicFiles.writeString(folder.resolve("tree/a/b/file"), "gone");
        Files.createSymbolicLink(folder.resolve("tree/link"), folder.resolve("kept"));
        FileTrees.delete(folder.resolve("tree"));
        assertThat(folder.resolve("tree")).doesNotExist();
        assertThat(folder.resolve("kept/file")).hasContent("kept");
    }

    @Test
    void deletesAFileAndALinkToNothingAndNothing() throws IOException {
        FileTrees.delete(Files.writeString(folder.resolve("file"), "gone"));
        FileTrees.delete(Files.createSymbolicLink(folder.resolve("link"), folder.resolve("none")));
        FileTrees.delete(folder.resolve("none"));
        assertThat(folder).isEmptyDirectory();
    }
}
