package dev.mme5.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing is held there")
class OpenArchivesTest {

    @Test
    void letsGoOfTheArchiveThatWasNotAskedForLongest(@TempDir Path folder) throws IOException {
        OpenArchives archives = new OpenArchives(2);
        for (String name : new String[] {"a", "b", "a", "c"}) {
            Path archive = folder.resolve(name + ".zip");
            ImageRefTest.zip(archive, "1.png", new byte[] {1});
            archives.hold(archive);
        }
        assertThat(archives.held()).containsExactly(folder.resolve("a.zip"), folder.resolve("c.zip"));
    }
}
