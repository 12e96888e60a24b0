package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private static Path folder;

    private static Shell shell;

    @BeforeAll
    static void writeHome() throws IOException {
        shell = new Shell(TinyHome.write(folder.resolve("home")), FolderModels::open);
    }

    @Test
    void printsATableAndRecordsAHealthyModel() {
        Shell.Run first = shell.run("doctor", "nano");
        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("pass     padding left out", "skipped  vectors as recorded", "No fault found in ");

        Shell.Run recorded = shell.run("doctor", "--record", "nano");
        assertThat(recorded.err()).contains("recorded: ", "mme5-probes.json");
        assertThat(recorded.code()).isZero();

        JsonObject json = Json.parse(shell.run("doctor", "nano", "--json", "--quick").out(), "stdout");
        assertThat(json.bool("healthy")).isTrue();
        assertThat(json.objects("findings")).hasSizeGreaterThan(15).anySatisfy(finding -> {
            assertThat(finding.string("check")).isEqualTo("vectors as recorded");
            assertThat(finding.string("status")).isEqualTo("pass");
        });
    }

    @Test
    void endsWithOneOnAFaultAndDoesNotRecordIt() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        for (String file : new String[] {"config.json", "preprocessor_config.json", "model.safetensors"}) {
            Files.copy(folder.resolve("home/models/nano").resolve(file), broken.resolve(file));
        }
        Shell.Run run = shell.run("doctor", "--record", broken.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("fail     keys and shapes", "tokenizer.json: expected the tokenizer's file, got nothing", "1 fault in ");
        assertThat(run.err()).contains("not recorded: the model has a fault");
        assertThat(broken.resolve("mme5-probes.json")).doesNotExist();
    }

    @Test
    void endsWithTwoWhereThereIsNoModel() {
        assertThat(shell.run("doctor", "giant").code()).isEqualTo(2);
        assertThat(shell.run("doctor").code()).isEqualTo(2);
    }
}
