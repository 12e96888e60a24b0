package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {
    @TempDir
    Path folder;

    @Test
    void leavesNoOutputWhenItIsKilledWhileWriting() throws IOException, InterruptedException {
        Path rows = Files.writeString(folder.resolve("rows.jsonl"), "{\"text\": \"x\"}\n".repeat(1000));
        Path out = Files.createDirectory(folder.resolve("out"));

        kill(out, "embed", "-m", "nano", "--batch", "1", "-i", rows.toString(), "-o", out + "/v.jsonl");
        assertThat(out.resolve("v.jsonl")).doesNotExist();
        assertThat(Shell.namesIn(out)).as("what is left is hidden and marked as a part").allMatch(name -> name.startsWith("."));

        Path indexes = Files.createDirectory(folder.resolve("indexes"));
        kill(indexes, "index", "-m", "nano", "--batch", "1", "-i", rows.toString(), "-o", indexes + "/i");
        assertThat(indexes.resolve("i")).doesNotExist();
    }

    /// Starts a slow run in a process of its own and kills it as soon as it has begun to write.
    private void kill(Path written, String... args) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp", System.getProperty("java.class.path"),
                SlowRun.class.getName(), folder.resolve("home").toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        try {
            while (Shell.namesIn(written).isEmpty()) {
                assertThat(process.isAlive()).as(() -> log()).isTrue();
                Thread.sleep(20);
            }
            Thread.sleep(100);
            assertThat(process.isAlive()).as(() -> log()).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// The program over a model that takes 10 ms for each row.
    static final class SlowRun {
        private SlowRun() {}

        public static void main(String[] args) throws IOException {
            Path home = Files.createDirectories(Path.of(args[0], "models/nano")).getParent().getParent();
            ModelOpener slow = request -> new FakeModel("slow", 10);
            Environment environment = new Environment(home, slow, InstantSource.system(), System.in, System.out, System.err, false);
            System.exit(Main.commandLine(environment).execute(List.of(args).subList(1, args.length).toArray(String[]::new)));
        }
    }
}
