package dev.mme5.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FixturesTest {
    private static final long MOST_BYTES = 1 << 20;

    @Test
    void haveASideCarEachAndAreSmall() throws IOException {
        List<Path> fixtures;
        try (Stream<Path> files = Files.walk(Checkout.resolve("fixtures"))) {
            fixtures = files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith(".md")).toList();
        }
        assertThat(fixtures).isNotEmpty();
        for (Path fixture : fixtures) {
            assertThat(hasSideCar(fixture)).as("%s has a side-car, or its folder a README.md", fixture).isTrue();
            assertThat(Files.size(fixture)).as("%s", fixture).isLessThan(MOST_BYTES);
        }
    }

    /// Its own, or one for all files of its folder or of the folder above.
    private static boolean hasSideCar(Path fixture) {
        String name = fixture.getFileName().toString();
        return Stream.of(name.substring(0, name.lastIndexOf('.')) + ".md", "README.md", "../README.md")
                .anyMatch(sideCar -> Files.isRegularFile(fixture.resolveSibling(sideCar)));
    }
}
