package dev.mme5.cli;

import dev.mme5.testkit.SampleCorpus;
import dev.mme5.testkit.TinyMllama;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A home with the recipes that ship, a tiny corpus in the place of the samples, and a tiny model with random weights named nano.
final class TinyHome {
    private static final int CONCEPTS = 96;

    private TinyHome() {}

    static Path write(Path home) throws IOException {
        SampleCorpus.write(home.resolve("samples/emoji"), CONCEPTS);
        TinyMllama.oneTile().write(home.resolve("models/nano"), 1);
        Files.createSymbolicLink(home.resolve("recipes"), Path.of("../recipes").toRealPath());
        return home;
    }
}
