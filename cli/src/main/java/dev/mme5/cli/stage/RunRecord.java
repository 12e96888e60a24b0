package dev.mme5.cli.stage;

import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Machine;
import dev.mme5.core.run.Manifest;
import dev.mme5.core.run.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Keeps the time of a run and leaves its manifest.
public final class RunRecord {
    /// The resolved recipe in a run's folder.
    public static final String RECIPE_FILE = "recipe.yaml";

    private final Workplace place;
    private final String command;
    private final Instant began;

    private RunRecord(Workplace place, String command, Instant began) {
        this.place = place;
        this.command = command;
        this.began = began;
    }

    /// @param command the subcommand
    public static RunRecord begin(Workplace place, String command) {
        return new RunRecord(place, command, place.clock().instant());
    }

    /// Since the beginning.
    public double seconds() {
        return Duration.between(began, place.clock().instant()).toMillis() / 1e3;
    }

    public Instant began() {
        return began;
    }

    /// Writes the resolved recipe and the manifest.
    ///
    /// @param recipe as YAML; empty if the command has none
    /// @return what was written
    public Manifest write(Path folder, String recipe, Map<String, Long> seeds, Map<String, String> hashes) {
        RunDirectory run = RunDirectory.open(folder);
        if (!recipe.isEmpty()) {
            AtomicFiles.writeString(run.resolve(RECIPE_FILE), recipe);
        }
        Manifest manifest = new Manifest(place.version(), command, place.flags(), recipe, seeds, hashes, Machine.current(),
                began.toString(), seconds());
        run.writeManifest(manifest);
        return manifest;
    }
}
