package dev.mme5.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.cli.CommandTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The documents and the heads of the recipes say only what the program takes.
class ReadmeCommandsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");

    private final Repository repository = Repository.find();

    @Test
    void everyCommandLineOfADocumentIsOneTheProgramTakes() throws IOException {
        Map<ShellLine, Path> lines = commandLines();
        assertThat(lines).as("command lines in the documents").hasSizeGreaterThan(10);
        List<String> refused = new ArrayList<>();
        lines.forEach((line, document) -> problem(line).ifPresent(problem ->
                refused.add(repository.root().relativize(document) + ": " + line.text() + ": " + problem)));
        assertThat(refused).as("command lines that the program does not take").isEmpty();
    }

    @Test
    void everyCommandOfTheProgramHasAnExampleInTheReference() throws IOException {
        List<String> examples = ShellLine.in(repository.text("docs/reference/command-line.md")).stream()
                .map(line -> String.join(" ", line.args())).toList();
        List<String> without = CommandTree.commands().stream()
                .filter(command -> examples.stream().noneMatch(example -> (example + " ").startsWith(command + " "))).toList();
        assertThat(without).as("commands without an example").isEmpty();
    }

    @Test
    void whatShipsAndIsNamedInACommandLineIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        commandLines().forEach((line, document) -> line.shippedPaths()
                .filter(path -> !Files.exists(repository.root().resolve(path)))
                .forEach(path -> missing.add(repository.root().relativize(document) + ": " + path)));
        assertThat(missing).as("files named in command lines").isEmpty();
    }

    @Test
    void everyRelativeLinkLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : repository.documents()) {
            Matcher link = LINK.matcher(CODE.matcher(repository.text(document)).replaceAll(""));
            while (link.find()) {
                if (!link.group(1).contains(":") && !Files.exists(document.resolveSibling(link.group(1)))) {
                    broken.add(repository.root().relativize(document) + ": " + link.group(1));
                }
            }
        }
        assertThat(broken).as("broken links").isEmpty();
    }

    @Test
    void aFlagThatDoesNotExistIsFound() {
        ShellLine right = ShellLine.in("`./mme5 search --index runs/my-pictures --text dog`").getFirst();
        ShellLine wrong = ShellLine.in("`./mme5 search --index runs/my-pictures --txet dog`").getFirst();
        assertThat(problem(right)).isEmpty();
        assertThat(problem(wrong).orElseThrow()).contains("--txet");
    }

    @Test
    void quotesCommentsAndPipesAreReadAsAShellDoes() {
        assertThat(ShellLine.in("    MME5_HEAP=4g ./mme5 search --text \"two words\" \\\n  -k 5 | head   # five").getFirst().args())
                .containsExactly("search", "--text", "two words", "-k", "5");
    }

    /// What the program has against a command line.
    private static Optional<String> problem(ShellLine line) {
        try {
            CommandTree.open().parseArgs(line.args().toArray(String[]::new));
            return Optional.empty();
        } catch (CommandLine.ParameterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Map<ShellLine, Path> commandLines() throws IOException {
        List<Path> places = new ArrayList<>(repository.documents());
        places.addAll(repository.recipes());
        Map<ShellLine, Path> lines = new LinkedHashMap<>();
        for (Path place : places) {
            ShellLine.in(repository.text(place)).forEach(line -> lines.put(line, place));
        }
        return lines;
    }
}
