package dev.mme5.cli;

import dev.mme5.core.Embedder;
import dev.mme5.core.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds models by the name of one that ships, or by folder, and opens them.
final class Models {
    private final Path shipped;
    private final ModelOpener opener;

    Models(Environment environment) {
        this.shipped = environment.home().resolve("models");
        this.opener = environment.models();
    }

    /// Opens a model.
    ///
    /// @param nameOrFolder such as `nano`, or a folder
    Embedder open(String nameOrFolder, Optional<Path> adapter, ModelOpener.ComputeType dtype, int batch) {
        return open(nameOrFolder, adapter, dtype, batch, TextLimit.usual());
    }

    /// Opens a model that reads texts up to a limit.
    Embedder open(String nameOrFolder, Optional<Path> adapter, ModelOpener.ComputeType dtype, int batch, TextLimit limit) {
        Path folder = folder(nameOrFolder);
        adapter.ifPresent(path -> requireFolder(path, "an adapter's folder (PEFT's layout)"));
        return opener.open(new ModelOpener.Request(folder.getFileName().toString(), folder, adapter, dtype, batch, limit));
    }

    /// The folder of a model.
    ///
    /// @throws ModelFormatException if there is neither a shipped model nor a folder of that name
    Path folder(String nameOrFolder) {
        if (isShipped(nameOrFolder)) {
            return shipped.resolve(nameOrFolder);
        }
        return requireFolder(Path.of(nameOrFolder), "a model's folder, or one of the models that ship " + names());
    }

    /// What another run, started elsewhere, can open the same model by.
    String lasting(String nameOrFolder) {
        return isShipped(nameOrFolder) ? nameOrFolder : folder(nameOrFolder).toString();
    }

    private boolean isShipped(String name) {
        return name.matches("[\\w-][\\w.-]*") && Files.isDirectory(shipped.resolve(name));
    }

    private static Path requireFolder(Path path, String expected) {
        if (!Files.isDirectory(path)) {
            throw new ModelFormatException(path + ": expected " + expected + ", got nothing of that name; check the path");
        }
        return path.toAbsolutePath().normalize();
    }

    private List<String> names() {
        try (Stream<Path> inside = Files.list(shipped)) {
            return inside.filter(Files::isDirectory).map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
