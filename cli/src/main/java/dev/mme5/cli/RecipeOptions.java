package dev.mme5.cli;

import dev.mme5.cli.stage.Workplace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The flags of every command that a recipe drives.
final class RecipeOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Option(names = {"-r", "--recipe"}, paramLabel = "R", description = "A recipe's file, or the name of one that ships.")
    @Nullable String recipe;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Put this in place of what the recipe says; may be repeated.")
    List<String> set = new ArrayList<>();

    @Option(names = "--check", description = "Check the recipe and the data, print the resolved recipe, and stop.")
    boolean check;

    /// The recipe's file.
    ///
    /// @param stage its folder among those that ship
    /// @throws IllegalArgumentException if none is given or there is no such recipe
    Path file(Workplace place, String stage) {
        if (recipe == null) {
            throw new IllegalArgumentException("--recipe: expected a recipe's file or name, got none");
        }
        return place.recipeFile(stage, recipe);
    }

    /// What a stage is given.
    Workplace place(Environment environment) {
        return Workplaces.of(environment, spec);
    }
}
