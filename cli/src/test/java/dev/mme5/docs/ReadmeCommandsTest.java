package dev.mme5.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.cli.CommandTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        lines.forEach((line, document) -> assertThatCode(() -> parse(line))
                .as("%s: %s", repository.root().relativize(document), line.text()).doesNotThrowAnyException());
    }

    @Test
    void everyCommandOfTheProgramHasAnExampleInTheReference() throws IOException {
        List<String> examples = ShellLine.in(repository.text("docs/reference/command-line.md")).stream()
                .map(line -> String.join(" ", line.args())).toList();
        assertThat(CommandTree.commands()).allSatisfy(command -> assertThat(examples).as("examples of %s", command)
                .anyMatch(example -> (example + " ").startsWith(command + " ")));
    }

    @Test
    void whatShipsAndIsNamedInACommandLineIsThere() throws IOException {
        commandLines().forEach((line, document) -> line.shippedPaths().forEach(path ->
                assertThat(repository.root().resolve(path)).as("%s: %s", document, line.text()).exists()));
    }

    @Test
    void everyRelativeLinkLeadsToAFile() throws IOException {
        for (Path document : repository.documents()) {
            Matcher link = LINK.matcher(CODE.matcher(repository.text(document)).replaceAll(""));
            while (link.find()) {
                if (!link.group(1).contains(":")) {
                    assertThat(document.resolveSibling(link.group(1)).normalize()).as("link in %s", document).exists();
                }
            }
        }
    }

    @Test
    void aFlagThatDoesNotExistIsFound() {
        ShellLine wrong = ShellLine.in("`./mme5 embed --model nano --input rows.jsonl --outptu vectors.npy`").getFirst();
        assertThatThrownBy(() -> parse(wrong)).isInstanceOf(CommandLine.ParameterException.class).hasMessageContaining("--outptu");
    }

    @Test
    void quotesCommentsAndPipesAreReadAsAShellDoes() {
        assertThat(ShellLine.in("    MME5_HEAP=4g ./mme5 search --text \"two words\" \\\n  -k 5 | head   # five").getFirst().args())
                .containsExactly("search", "--text", "two words", "-k", "5");
    }

    private static void parse(ShellLine line) {
        CommandTree.open().parseArgs(line.args().toArray(String[]::new));
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
