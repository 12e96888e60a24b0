package dev.mme5.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArchitectureDocumentTest {
    private static final Pattern HEADING = Pattern.compile("^### (\\S+)$");
    private static final Pattern PACKAGE_ROW = Pattern.compile("^\\| `(dev\\.mme5[a-z0-9.]*)` \\| \\S.*\\|$");
    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w*(?:Test|Contract))`");
    private static final Pattern LIBRARY =
            Pattern.compile("<dependency><groupId>(?!dev\\.mme5)[^<]+</groupId><artifactId>([^<]+)</artifactId><version>");
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");

    private final Repository repository = Repository.find();

    @Test
    void listsEveryPackageUnderItsModuleAndNoOther() throws IOException {
        assertThat(documented(repository.text("ARCHITECTURE.md"))).as("packages in ARCHITECTURE.md").isEqualTo(existing());
    }

    @Test
    void aPackageLeftOutOrInventedIsFound() throws IOException {
        String document = repository.text("ARCHITECTURE.md");
        assertThat(documented(document.replace("| `dev.mme5.core.json` |", "| |"))).isNotEqualTo(existing());
        assertThat(documented(document.replace("`dev.mme5.core.json`", "`dev.mme5.core.xml`"))).isNotEqualTo(existing());
    }

    @Test
    void namesOnlyClassesThatExist() throws IOException {
        Set<String> named = matches(CLASS_NAME, repository.text("ARCHITECTURE.md"));
        assertThat(named).contains("TensorScope");
        named.removeAll(repository.classes());
        assertThat(named).as("classes in ARCHITECTURE.md that do not exist").isEmpty();
    }

    @Test
    void noDocumentNamesATestThatDoesNotExist() throws IOException {
        for (Path document : repository.documents()) {
            Set<String> named = matches(TEST_NAME, repository.text(document));
            named.removeAll(repository.classes());
            assertThat(named).as("tests named in %s that do not exist", repository.root().relativize(document)).isEmpty();
        }
    }

    @Test
    void fidelityNamesOnlyClassesThatExist() throws IOException {
        Set<String> named = matches(CLASS_NAME, repository.text("FIDELITY.md"));
        assertThat(named).contains("InfoNce");
        named.removeAll(repository.classes());
        assertThat(named).as("classes in FIDELITY.md that do not exist").isEmpty();
    }

    @Test
    void everyLibraryOfTheBuildIsExplained() throws IOException {
        Set<String> libraries = matches(LIBRARY, repository.text("pom.xml"));
        assertThat(libraries).contains("picocli");
        String document = repository.text("docs/design/dependencies.md");
        libraries.removeIf(library -> document.contains(library + "`"));
        assertThat(libraries).as("libraries that docs/design/dependencies.md leaves out").isEmpty();
    }

    private static Map<String, Set<String>> documented(String document) {
        Map<String, Set<String>> packages = new TreeMap<>();
        String module = "";
        for (String line : document.lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = PACKAGE_ROW.matcher(line);
            if (heading.matches()) {
                module = heading.group(1);
            } else if (row.matches()) {
                packages.computeIfAbsent(module, name -> new TreeSet<>()).add(row.group(1));
            }
        }
        return packages;
    }

    private Map<String, Set<String>> existing() throws IOException {
        Map<String, Set<String>> packages = new TreeMap<>();
        for (Path module : repository.modules()) {
            Set<String> inside = repository.packages(module);
            if (!inside.isEmpty()) {
                packages.put(module.getFileName().toString(), inside);
            }
        }
        return packages;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
