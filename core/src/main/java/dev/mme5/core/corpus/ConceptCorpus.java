package dev.mme5.core.corpus;

import dev.mme5.core.DatasetException;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A folder with `concepts.jsonl.gz` and one `<style>.zip` of pictures for each style. Immutable and thread-safe; pictures are read
/// when their bytes are asked for.
public final class ConceptCorpus {
    /// The file of the concepts, one JSON object on each line.
    public static final String CONCEPTS_FILE = "concepts.jsonl.gz";

    private final Path folder;
    private final List<Concept> concepts;
    private final SortedMap<String, Set<String>> picturesByStyle;

    private ConceptCorpus(Path folder, List<Concept> concepts, SortedMap<String, Set<String>> picturesByStyle) {
        this.folder = folder;
        this.concepts = concepts;
        this.picturesByStyle = picturesByStyle;
    }

    /// Reads the concepts and the lists of pictures.
    ///
    /// @throws DatasetException if the folder is not such a corpus
    public static ConceptCorpus open(Path folder) {
        return new ConceptCorpus(folder, ConceptReader.readAll(folder.resolve(CONCEPTS_FILE)), readStyles(folder));
    }

    private static SortedMap<String, Set<String>> readStyles(Path folder) {
        SortedMap<String, Set<String>> styles = new TreeMap<>();
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.zip")) {
            for (Path archive : archives) {
                String name = archive.getFileName().toString();
                styles.put(name.substring(0, name.length() - ".zip".length()), entries(archive));
            }
        } catch (IOException e) {
            throw new DatasetException(folder + ": expected zip archives of pictures, got " + FileTrouble.of(e), e);
        }
        if (styles.isEmpty()) {
            throw new DatasetException(folder + ": expected at least one <style>.zip of pictures, got none; check the path");
        }
        return styles;
    }

    private static Set<String> entries(Path archive) throws IOException {
        Set<String> entries = new HashSet<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            zip.stream().map(ZipEntry::getName).forEach(entries::add);
        }
        return entries;
    }

    /// All concepts, sorted by id.
    public List<Concept> concepts() {
        return concepts;
    }

    /// The concepts of a split, sorted by id.
    public List<Concept> concepts(Split split) {
        return concepts.stream().filter(concept -> concept.split() == split).toList();
    }

    /// The styles of drawing, sorted.
    public List<String> styles() {
        return List.copyOf(picturesByStyle.keySet());
    }

    /// The languages in which at least one concept has a name.
    public SortedSet<Language> languages() {
        Set<String> tags = new HashSet<>();
        concepts.forEach(concept -> tags.addAll(concept.names().keySet()));
        SortedSet<Language> languages = new TreeSet<>();
        tags.forEach(tag -> languages.add(new Language(tag)));
        return Collections.unmodifiableSortedSet(languages);
    }

    public boolean hasPicture(String style, Concept concept) {
        return pictures(style).contains(entry(concept));
    }

    /// A concept's picture in a style, such as `samples/emoji/google.zip!/1f600.png`.
    ///
    /// @throws DatasetException if there is no such style or no such picture
    public ImageRef picture(String style, Concept concept) {
        if (!hasPicture(style, concept)) {
            throw new DatasetException(archive(style) + ": expected a picture " + entry(concept) + ", got none; ask hasPicture first");
        }
        return new ImageRef.ZippedImage(archive(style), entry(concept));
    }

    private Set<String> pictures(String style) {
        Set<String> pictures = picturesByStyle.get(style);
        if (pictures == null) {
            throw new DatasetException(folder + ": expected a style of " + styles() + ", got " + style);
        }
        return pictures;
    }

    private Path archive(String style) {
        return folder.resolve(style + ".zip");
    }

    private static String entry(Concept concept) {
        return concept.id() + ".png";
    }
}
