package dev.mme5.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/// Files of the repository, wherever in it a test runs.
public final class Checkout {
    private Checkout() {}

    /// @param path relative to the repository's root, such as `fixtures/mllama/one-tile.jsonl`
    public static Path resolve(String path) {
        Path at = Path.of("").toAbsolutePath();
        while (at.getParent() != null && !Files.exists(at.resolve(path))) {
            at = at.getParent();
        }
        return at.resolve(path);
    }
}
