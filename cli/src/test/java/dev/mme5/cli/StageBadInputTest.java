package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each stage's command says to input it cannot use: one message that names the place, exit code 2, and nothing written.
class StageBadInputTest {
    @TempDir
    static Path folder;

    private static Shell shell;

    @BeforeAll
    static void makeHome() throws IOException {
        shell = new Shell(TinyHome.write(folder.resolve("home")), FolderModels::open);
        Files.writeString(folder.resolve("bad.yaml"), "rows: many\nseeed: 1\n");
        Files.writeString(folder.resolve("bad.jsonl"), "{\"id\": \"1\", \"task\": \"retrieval\"}\n");
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("file"), "not a folder");
        Files.createDirectories(folder.resolve("rows"));
        Files.writeString(folder.resolve("rows/one.jsonl"), """
                {"qry_text": "a", "qry_img_path": "", "tgt_text": ["b", "c"], "tgt_img_path": ["", ""]}
                """);
        Path cut = Files.createDirectories(folder.resolve("cut"));
        for (String name : List.of("config.json", "tokenizer.json", "preprocessor_config.json")) {
            Files.copy(folder.resolve("home/models/nano").resolve(name), cut.resolve(name));
        }
        byte[] weights = Files.readAllBytes(folder.resolve("home/models/nano/model.safetensors"));
        Files.write(cut.resolve("model.safetensors"), java.util.Arrays.copyOf(weights, weights.length / 2));
    }

    /// @param args without `--out`
    /// @param message part of what is said
    private record Mistake(List<String> args, String message) {
        static Mistake of(String message, String... args) {
            return new Mistake(List.of(args), message);
        }
    }

    @Test
    void synthesizeSaysWhatIsWrong() throws IOException {
        check(List.of(
                Mistake.of("--recipe: expected a recipe's file or name, got none", "synthesize"),
                Mistake.of("nothing: expected a recipe's file or one of the recipes that ship [local-vllm, mme5-560k, offline, openai]",
                        "synthesize", "-r", "nothing"),
                Mistake.of("bad.yaml:2: seeed:", "synthesize", "-r", folder + "/bad.yaml"),
                Mistake.of("rows: expected at least 1, got 0", "synthesize", "-r", "offline", "--set", "rows=0"),
                Mistake.of("rowz", "synthesize", "-r", "offline", "--set", "rowz=5"),
                Mistake.of("empty", "synthesize", "-r", "offline", "--images", folder + "/empty"),
                Mistake.of("oil", "synthesize", "-r", "offline", "--set", "corpus.style=oil"),
                Mistake.of("got none in [af, am, ar", "synthesize", "-r", "offline")));
    }

    @Test
    void trainSaysWhatIsWrong() throws IOException {
        check(List.of(
                Mistake.of("Missing required option: '--model=MODEL'", "train", "-r", "nano-finetune"),
                Mistake.of("--data: expected the rows to train on", "train", "-r", "nano-finetune", "-m", "nano"),
                Mistake.of("expected a model's folder", "train", "-r", "nano-finetune", "-m", "giant", "-d", folder + "/bad.jsonl"),
                Mistake.of("bad.jsonl:1:", "train", "-r", "nano-finetune", "-m", "nano", "-d", folder + "/bad.jsonl"),
                Mistake.of("none.jsonl: expected rows to train on, got nothing of that name",
                        "train", "-r", "nano-finetune", "-m", "nano", "-d", folder + "/none.jsonl"),
                Mistake.of("temperature: expected a number in (0, 1], got 5",
                        "train", "-r", "nano-finetune", "-m", "nano", "-d", folder + "/bad.jsonl", "--set", "task.temperature=5"),
                Mistake.of("adapter.kind",
                        "train", "-r", "nano-finetune", "-m", "nano", "-d", folder + "/bad.jsonl", "--set", "adapter.kind=doraa"),
                Mistake.of("empty: expected an adapter's folder in PEFT's layout, got no adapter_config.json", "train", "-r",
                        "nano-finetune", "-m", "nano", "-d", folder + "/bad.jsonl", "--adapter", folder + "/empty")));
    }

    @Test
    void evaluateSaysWhatIsWrong() throws IOException {
        check(List.of(
                Mistake.of("--data: expected either --data or --recipe, got neither", "evaluate", "-m", "nano"),
                Mistake.of("--data: expected either --data or --recipe, got both", "evaluate", "-m", "nano", "-d", "xtd", "-r", "mmeb"),
                Mistake.of("imagenet: expected a recipe's file or one of the recipes that ship [mmeb, quickstart, xtd]", "evaluate", "-m",
                        "nano", "-d", "imagenet"),
                Mistake.of("empty: expected files *.jsonl in MMEB's columns", "evaluate", "-m", "nano", "-d", folder + "/empty"),
                Mistake.of("expected a model's folder", "evaluate", "-m", "giant", "-d", folder + "/rows"),
                Mistake.of("model.safetensors", "evaluate", "-m", folder + "/cut", "-d", folder + "/rows"),
                Mistake.of("data/xtd", "evaluate", "-m", "nano", "-d", "xtd")));
    }

    @Test
    void theModelCommandsSayWhatIsWrong() throws IOException {
        check(List.of(
                Mistake.of("expected a model's folder", "model", "init", "--config", "giant"),
                Mistake.of("config.json", "model", "init", "--config", folder + "/empty"),
                Mistake.of("empty: expected an adapter's folder", "model", "merge", "-m", "nano", "--adapter", folder + "/empty"),
                Mistake.of("--dtype", "model", "merge", "-m", "nano", "--adapter", folder + "/empty", "--dtype", "int4")));
        Shell.Run onto = shell.run("model", "init", "--config", "nano", "--out", folder + "/home/models/nano");
        assertThat(onto.err()).contains("--out: expected another folder than the model's own");
        assertThat(onto.code()).isEqualTo(2);
        assertThat(shell.run("model", "info", folder + "/cut").code()).isEqualTo(2);
    }

    @Test
    void theQuickstartSaysWhatIsWrong() {
        Shell.Run full = shell.run("quickstart", "--out", folder + "/cut");
        assertThat(full.code()).isEqualTo(2);
        assertThat(full.err()).contains("cut: expected a new or empty folder, or that of an earlier quickstart");
        assertThat(shell.run("quickstart", "--out", folder + "/file").code()).isEqualTo(2);
    }

    private static void check(List<Mistake> mistakes) throws IOException {
        for (Mistake mistake : mistakes) {
            List<String> args = new java.util.ArrayList<>(mistake.args());
            args.addAll(List.of("--out", folder + "/out"));
            Shell.Run run = shell.run(args.toArray(String[]::new));
            assertThat(run.err()).as("stderr of %s", args).startsWith("mme5: ").contains(mistake.message()).doesNotContain("\tat ");
            assertThat(run.code()).as("code of %s", args).isEqualTo(2);
            assertThat(run.out()).as("stdout of %s", args).isEmpty();
            assertThat(Shell.namesIn(folder.resolve("out"))).as("what %s wrote", args).isEmpty();
        }
    }
}
