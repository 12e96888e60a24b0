package dev.mme5.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// The program's commands, for tests of other packages that read command lines and run none.
public final class CommandTree {
    private CommandTree() {}

    /// All commands, over fakes.
    public static CommandLine open() {
        return Main.commandLine(
                new Environment(Path.of(""), FakeModel::open, InstantSource.system(), System.in, System.out, System.err, false));
    }

    /// The commands that do something, such as `embed` and `model info`.
    public static List<String> commands() {
        List<String> commands = new ArrayList<>();
        collect(open(), "", commands);
        return commands;
    }

    private static void collect(CommandLine command, String path, List<String> commands) {
        command.getSubcommands().forEach((name, sub) -> {
            if (sub.getSubcommands().isEmpty() && !name.equals("help")) {
                commands.add((path + " " + name).strip());
            }
            collect(sub, path + " " + name, commands);
        });
    }
}
