package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HelpTest {
    @TempDir
    Path home;

    private Shell shell;

    @BeforeEach
    void setUp() throws IOException {
        shell = new Shell(home, FakeModel::open);
    }

    @Test
    void everyCommandHasHelpWithAnExampleOnStdout() {
        List<List<String>> commands = new ArrayList<>(List.of(List.of()));
        Environment none = new Environment(home, FakeModel::open, java.time.InstantSource.system(), System.in, System.out, System.err, false);
        collect(Main.commandLine(none), List.of(), commands);
        assertThat(commands).contains(List.of("embed"), List.of("index"), List.of("search"), List.of("model", "info"));
        for (List<String> command : commands) {
            List<String> args = new ArrayList<>(command);
            args.add("--help");
            Shell.Run run = shell.run(args.toArray(String[]::new));
            assertThat(run.code()).as("code of %s", args).isZero();
            assertThat(run.err()).as("stderr of %s", args).isEmpty();
            assertThat(run.out()).as("help of %s", args).startsWith("Usage: mme5").contains("Example", "  mme5 ").contains("Options:");
            assertThat(run.out().lines()).as("width of %s", args).allMatch(line -> line.length() <= 82);
        }
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> commands) {
        command.getSubcommands().forEach((name, sub) -> {
            if (!name.equals("help")) {
                List<String> longer = new ArrayList<>(path);
                longer.add(name);
                commands.add(longer);
                collect(sub, longer, commands);
            }
        });
    }

    @Test
    void theFirstLevelNamesTheCommandsAndTheExitCodes() {
        assertThat(shell.run("--help").out()).contains("embed", "index", "search", "model").contains("2 usage, recipe or input error");
        assertThat(shell.run("help", "search").out()).isEqualTo(shell.run("search", "--help").out());
        assertThat(shell.run("--version").out()).startsWith("mme5 ");
    }

    @Test
    void aMistakeOnTheCommandLineGivesOneMessageAndCode2() {
        record Mistake(List<String> args, String message) {}
        List<Mistake> mistakes = List.of(
                new Mistake(List.of(), "mme5: Missing required subcommand"),
                new Mistake(List.of("serach"), "Did you mean"),
                new Mistake(List.of("model"), "mme5: Missing required subcommand"),
                new Mistake(List.of("embed", "--model", "nano"), "mme5: Missing required options: '--input=ROWS', '--output=OUT'"),
                new Mistake(List.of("search", "--index", "x", "--txt", "y"), "'--txt'"),
                new Mistake(List.of("search", "--index", "x", "-k", "many"), "Invalid value for option '--top-k'"),
                new Mistake(List.of("embed", "-m", "nano", "-i", "x", "-o", "x.npy", "--role", "judge"), "'--role'"),
                new Mistake(List.of("embed", "-m", "nano", "-i", "x", "-o", "x.csv"), "mme5: x.csv: expected a name that ends in .jsonl or .npy"),
                new Mistake(List.of("search", "--index", "x"), "mme5: search: expected a text, a picture or both, got neither"));
        for (Mistake mistake : mistakes) {
            Shell.Run run = shell.run(mistake.args().toArray(String[]::new));
            assertThat(run.code()).as("code of %s", mistake.args()).isEqualTo(2);
            assertThat(run.out()).as("stdout of %s", mistake.args()).isEmpty();
            assertThat(run.err()).as("stderr of %s", mistake.args()).contains(mistake.message()).doesNotContain("\tat ");
        }
    }
}
