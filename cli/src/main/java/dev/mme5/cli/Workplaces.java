package dev.mme5.cli;

import dev.mme5.cli.stage.Workplace;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Makes what a stage is given out of what a command is given.
final class Workplaces {
    private Workplaces() {}

    static Workplace of(Environment environment, CommandSpec command) {
        ParseResult parsed = command.root().commandLine().getParseResult();
        List<String> flags = parsed == null ? List.of() : parsed.originalArgs();
        return new Workplace(environment.home(), environment.progress(), environment.clock(), new Main.Version().getVersion()[0], flags);
    }
}
