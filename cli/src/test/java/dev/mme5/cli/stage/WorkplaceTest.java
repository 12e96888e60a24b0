package dev.mme5.cli.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkplaceTest {
    @TempDir
    Path home;

    private Workplace place;

    private record Small(int rows, Path folder) {}

    @BeforeEach
    void setUp() throws IOException {
        place = new Workplace(home, Progress.silent(), InstantSource.system(), "1", List.of());
        Files.createDirectories(home.resolve("samples/a b"));
        Files.createDirectories(home.resolve("recipes/synthesis"));
        Files.writeString(home.resolve("recipes/synthesis/tiny.yaml"), "rows: 3\nfolder: samples/a b\n");
    }

    @Test
    void findsWhatShipsFromAnyWorkingDirectory() {
        assertThat(place.shipped(Path.of("samples/a b"))).isEqualTo(home.resolve("samples/a b"));
        assertThat(place.shipped(Path.of("nowhere/x"))).isEqualTo(Path.of("nowhere/x"));
        assertThat(place.shipped(Path.of("src"))).as("what is in the working directory comes first").isEqualTo(Path.of("src"));
    }

    @Test
    void findsARecipeByNameByItsPlaceAndByItsFile() {
        Path file = home.resolve("recipes/synthesis/tiny.yaml");

        assertThat(place.recipeFile("synthesis", "tiny")).isEqualTo(file);
        assertThat(place.recipeFile("synthesis", "recipes/synthesis/tiny.yaml")).isEqualTo(file);
        assertThat(place.recipeFile("training", file.toString())).isEqualTo(file);
        assertThatThrownBy(() -> place.recipeFile("synthesis", "huge")).hasMessageContaining("[tiny]");
    }

    @Test
    void aRecipesPathsLeadToWhatShipsUnlessTheyAreOverridden() {
        Path file = place.recipeFile("synthesis", "tiny");

        assertThat(place.read(file, Small.class, List.of("rows=5"), small -> Map.of("folder", small.folder())))
                .isEqualTo(new Small(5, home.resolve("samples/a b")));
        assertThat(place.read(file, Small.class, List.of("folder=src"), small -> Map.of("folder", small.folder())).folder())
                .isEqualTo(Path.of("src"));
    }
}
