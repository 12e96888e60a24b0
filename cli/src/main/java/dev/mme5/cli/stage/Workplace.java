package dev.mme5.cli.stage;

import dev.mme5.core.json.Json;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a stage is given of the program around it.
///
/// @param home the folder with what ships: `models`, `recipes`, `samples`
/// @param version of the program
/// @param flags the command line as given
public record Workplace(Path home, Progress progress, InstantSource clock, String version, List<String> flags) {
    private static final String ENDING = ".yaml";

    public Workplace {
        flags = List.copyOf(flags);
    }

    /// The same, telling of progress in another way.
    public Workplace with(Progress other) {
        return new Workplace(home, other, clock, version, flags);
    }

    /// A path of a recipe: as it is where it leads somewhere, otherwise, where something of that name ships, the path to that.
    public Path shipped(Path path) {
        Path within = home.resolve(path);
        return Files.exists(path) || !Files.exists(within) ? path : within;
    }

    /// A recipe's file.
    ///
    /// @param stage folder of recipes that ship, such as `evaluation`
    /// @param nameOrFile such as `quickstart`, or a file
    /// @throws IllegalArgumentException if there is no such recipe
    public Path recipeFile(String stage, String nameOrFile) {
        Path folder = home.resolve("recipes").resolve(stage);
        for (Path candidate : List.of(shipped(Path.of(nameOrFile)), folder.resolve(nameOrFile + ENDING))) {
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException(nameOrFile + ": expected a recipe's file or one of the recipes that ship " + names(folder)
                + ", got nothing of that name; check the path");
    }

    /// Reads a recipe, the data that ship being found from any working directory.
    ///
    /// @param paths the recipe's paths by key
    public <T extends Record> T read(Path file, Class<T> type, List<String> overrides, Function<T, Map<String, Path>> paths) {
        T recipe = Recipes.read(file, type, overrides);
        List<String> more = new ArrayList<>(overrides);
        paths.apply(recipe).forEach((key, path) -> {
            if (!shipped(path).equals(path)) {
                more.add(key + "=" + Json.write(shipped(path).toString()));
            }
        });
        return more.size() == overrides.size() ? recipe : Recipes.read(file, type, more);
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> inside = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return inside.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
