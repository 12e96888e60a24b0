package dev.mme5.cli;

import dev.mme5.core.run.AtomicFiles;
import dev.mme5.testkit.SampleCorpus;
import dev.mme5.testkit.TinyMllama;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A home with the recipes that ship, a tiny corpus in the place of the samples, and a tiny model with random weights named nano.
final class TinyHome {
    private static final int CONCEPTS = 96;

    private TinyHome() {}

    static Path write(Path home) throws IOException {
        SampleCorpus.write(home.resolve("samples/emoji"), CONCEPTS);
        TinyMllama.oneTile().write(home.resolve("models/nano"), 1);
        Path recipes = Path.of("../recipes");
        try (Stream<Path> walk = Files.walk(recipes)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                AtomicFiles.write(home.resolve("recipes").resolve(recipes.relativize(file)), Files.readAllBytes(file));
            }
        }
        return home;
    }
}
