package dev.mme5.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The repository these tests run in: its documents and its source files.
final class Repository {
    private static final Set<String> NOT_OURS = Set.of("target", "runs", "build", ".git", "node_modules");

    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    /// Maven runs a module's tests in the module's folder.
    static Repository find() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.getParent();
        }
        return new Repository(folder);
    }

    Path root() {
        return root;
    }

    String text(Path file) throws IOException {
        return Files.readString(file);
    }

    String text(String name) throws IOException {
        return text(root.resolve(name));
    }

    /// Every Markdown document, sorted.
    List<Path> documents() throws IOException {
        return files(root, ".md");
    }

    /// Every recipe, sorted.
    List<Path> recipes() throws IOException {
        return files(root.resolve("recipes"), ".yaml");
    }

    /// The Maven modules: folders with a `pom.xml` of their own.
    List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml"))).sorted().toList();
        }
    }

    /// The packages of a module's main classes.
    Set<String> packages(Path module) throws IOException {
        Path sources = module.resolve("src/main/java");
        Set<String> packages = new TreeSet<>();
        if (Files.isDirectory(sources)) {
            for (Path file : files(sources, ".java")) {
                packages.add(sources.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.'));
            }
        }
        return packages;
    }

    /// The simple names of all classes that have a file of their own, tests included.
    Set<String> classes() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path module : modules()) {
            if (Files.isDirectory(module.resolve("src"))) {
                files(module.resolve("src"), ".java").forEach(file -> names.add(nameOf(file)));
            }
        }
        return names;
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> file.toString().endsWith(ending) && Files.isRegularFile(file))
                    .filter(file -> Stream.iterate(folder.relativize(file), path -> path != null, Path::getParent)
                            .noneMatch(path -> NOT_OURS.contains(path.getFileName().toString())))
                    .sorted()
                    .toList();
        }
    }
}
