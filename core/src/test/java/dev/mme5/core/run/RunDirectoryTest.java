package dev.mme5.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void makesTheFolderAndKeepsWhatIsInIt() throws Exception {
        RunDirectory run = RunDirectory.open(folder.resolve("runs/one"));
        Files.writeString(run.resolve("rows.jsonl"), "{}");
        assertThat(RunDirectory.open(run.path()).resolve("rows.jsonl")).hasContent("{}");
    }

    @Test
    void refusesAFolderThatIsAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("taken"), "");
        assertThatThrownBy(() -> RunDirectory.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(file + ": expected a folder for the run, got ");
    }

    @Test
    void writesTheManifest() {
        RunDirectory run = RunDirectory.open(folder);
        run.writeManifest(new Manifest(
                "0.1.0",
                "train",
                List.of("--recipe", "r.yaml"),
                "seed: 7\n",
                Map.of("training", 7L, "data", 8L),
                Map.of("rows.jsonl", "ab"),
                Machine.current(),
                "2026-11-23T00:00:00Z",
                1.5));
        JsonObject manifest = Json.read(run.resolve(Manifest.FILE_NAME));
        assertThat(manifest.keys()).containsExactly(
                "version", "command", "flags", "recipe", "seeds", "hashes", "machine", "startedAt", "seconds");
        assertThat(manifest.strings("flags")).containsExactly("--recipe", "r.yaml");
        assertThat(manifest.object("seeds").keys()).containsExactly("data", "training");
        assertThat(manifest.object("machine").integer("cores")).isPositive();
        assertThat(manifest.object("machine").longInteger("memoryBytes")).isPositive();
        assertThat(manifest.object("machine").string("java")).startsWith("25");
    }
}
