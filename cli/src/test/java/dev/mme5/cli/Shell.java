package dev.mme5.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// Runs command lines in this process, over a home with one shipped model, `nano`, that is a fake.
final class Shell {
    private final Path home;
    private final ModelOpener models;

    Shell(Path home, ModelOpener models) throws IOException {
        this.home = home;
        this.models = models;
        Files.createDirectories(home.resolve("models/nano"));
    }

    /// What a command left behind.
    record Run(int code, String out, String err) {}

    Run run(String... args) {
        return runWith("", args);
    }

    Run runWith(String stdin, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environment environment = new Environment(home, models, InstantSource.system(),
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8), new PrintStream(err, false, StandardCharsets.UTF_8), false);
        int code = Main.commandLine(environment).execute(args);
        environment.out().flush();
        environment.err().flush();
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The names in a folder, hidden ones too; none if there is no such folder.
    static List<String> namesIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
