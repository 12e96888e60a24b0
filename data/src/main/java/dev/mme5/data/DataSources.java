package dev.mme5.data;

import dev.mme5.core.DatasetException;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonLines;
import dev.mme5.data.layout.Layout;
import dev.mme5.data.parquet.ParquetColumn;
import dev.mme5.data.parquet.ParquetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds out what a path holds.
public final class DataSources {
    /// The native set in a run's folder.
    public static final String ROWS_FILE = "rows.jsonl";
    /// The same, so far, where the run stopped at a limit.
    public static final String PARTIAL_FILE = "partial.jsonl";

    private static final int DEPTH = 3;
    private static final Set<String> SYNTHETIC = Set.of("Classification", "Retrieval", "VQA", "Grounding");
    private static final Set<String> XTD = Set.of("de", "en", "es", "fr", "it", "ja", "jp", "ko", "pl", "ru", "tr", "zh");
    private static final List<String> TRAIN_SPLITS = List.of("original", "diverse_instruction");
    /// Where the reference's scripts put pictures, from the folder of the rows (reference: scripts/prepare_images.sh).
    private static final List<String> EVAL_IMAGES = List.of("images/eval_images", "images/XTD10_dataset", "images", "eval_images");

    private DataSources() {}

    /// What is asked of a path.
    ///
    /// @param layout if it shall not be found out
    /// @param images where pictures' paths start, if not where the layout says
    /// @param split of MMEB-train, `original` unless another is asked for
    public record Query(Path path, Optional<Layout> layout, Optional<Path> images, Optional<String> split) {
        public static Query of(Path path) {
            return new Query(path, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /// Whether there is anything in Parquet at a path, which native readers cannot read.
    public static boolean isParquet(Path path) {
        return !files(path, ".parquet").isEmpty();
    }

    /// Opens a folder or a file.
    ///
    /// @throws DatasetException if there is nothing that can be read, or it is not of the layout that was asked for
    public static DataSource open(Query query) {
        Path root = query.path();
        if (Files.isDirectory(root) && query.layout().orElse(Layout.NATIVE) == Layout.NATIVE) {
            for (Path rows : List.of(root.resolve(ROWS_FILE), root.resolve(PARTIAL_FILE))) {
                if (Files.isRegularFile(rows)) {
                    return lines(rows, List.of(rows), query);
                }
            }
        }
        List<Path> parquet = files(root, ".parquet");
        List<Path> jsonl = Stream.concat(files(root, ".jsonl").stream(), files(root, ".jsonl.gz").stream()).sorted().toList();
        if (parquet.isEmpty() && jsonl.isEmpty()) {
            throw new DatasetException(root + ": expected a data set, *.parquet or *.jsonl, got neither; check the path");
        }
        return parquet.isEmpty() ? lines(root, jsonl, query) : parquet(root, parquet, query);
    }

    private static DataSource lines(Path root, List<Path> files, Query query) {
        Path folder = folder(root);
        List<DataFile> found = files.stream().map(file -> DataFile.of(folder, file)).toList();
        Layout layout = query.layout().orElseGet(() -> layoutOfLines(files.getFirst()));
        if (layout != Layout.NATIVE && layout != Layout.BENCHMARK) {
            throw new DatasetException(root + ": expected Parquet files in the layout " + layout.hubName() + ", got JSON lines; leave out --format");
        }
        return new DataSource(layout, root, query.images().orElse(folder), found);
    }

    private static Layout layoutOfLines(Path file) {
        try (JsonLines lines = JsonLines.open(file)) {
            return lines.next().filter(line -> line.object().has("qry_text")).isPresent() ? Layout.BENCHMARK : Layout.NATIVE;
        } catch (JsonException e) {
            return Layout.NATIVE;
        }
    }

    private static DataSource parquet(Path root, List<Path> paths, Query query) {
        Path folder = folder(root);
        List<DataFile> files = paths.stream().map(path -> DataFile.of(folder, path)).toList();
        Layout layout = query.layout().orElseGet(() -> layoutOfParquet(files));
        if (layout == Layout.NATIVE || layout == Layout.BENCHMARK) {
            throw new DatasetException(root + ": expected JSON lines in the layout " + layout.hubName() + ", got Parquet files; leave out --format");
        }
        List<DataFile> chosen = ofSplit(root, files, query.split());
        Path images = query.images().orElseGet(() -> layout.isBenchmark() ? benchmarkImages(folder, chosen) : folder);
        return new DataSource(layout, root, images, chosen);
    }

    private static Layout layoutOfParquet(List<DataFile> files) {
        Path first = files.getFirst().path();
        List<String> columns = ParquetReader.columns(first).stream().map(ParquetColumn::name).toList();
        Set<String> subsets = files.stream().map(DataFile::subset).collect(Collectors.toSet());
        if (columns.contains("qry_text")) {
            return XTD.containsAll(subsets.stream().map(name -> name.replaceFirst("_t2i$", "")).toList()) ? Layout.XTD_10 : Layout.MMEB_EVAL;
        }
        if (!columns.contains("qry")) {
            throw new DatasetException(first + ": expected the columns of a known layout, qry or qry_text among them, got " + columns);
        }
        if (SYNTHETIC.containsAll(subsets)) {
            return Layout.MME5_SYNTHETIC;
        }
        boolean splits = files.stream().anyMatch(file -> TRAIN_SPLITS.contains(file.split()));
        return splits || !columns.contains("neg_text") ? Layout.MMEB_TRAIN : Layout.MME5_MMEB_HARDNEG;
    }

    /// One split of each subset: the one asked for, or of several the first that MMEB-train has.
    private static List<DataFile> ofSplit(Path root, List<DataFile> files, Optional<String> asked) {
        if (asked.isPresent()) {
            List<DataFile> chosen = files.stream().filter(file -> file.split().equals(asked.get())).toList();
            if (chosen.isEmpty()) {
                throw new DatasetException(root + ": expected files of the split " + asked.get() + ", got "
                        + files.stream().map(DataFile::split).distinct().toList());
            }
            return chosen;
        }
        Set<String> doubled = files.stream().filter(file -> file.split().equals(TRAIN_SPLITS.getFirst()))
                .map(DataFile::subset).collect(Collectors.toSet());
        return files.stream()
                .filter(file -> !doubled.contains(file.subset()) || file.split().equals(TRAIN_SPLITS.getFirst()))
                .toList();
    }

    /// The first usual place at which a picture of the first rows lies; the folder itself if none does.
    private static Path benchmarkImages(Path folder, List<DataFile> files) {
        Optional<String> picture = BenchmarkReader.firstPicture(files);
        return EVAL_IMAGES.stream()
                .map(folder::resolve)
                .filter(place -> picture.isPresent() && Files.isRegularFile(place.resolve(picture.get())))
                .findFirst()
                .orElse(folder);
    }

    private static Path folder(Path root) {
        Path parent = root.toAbsolutePath().getParent();
        return Files.isDirectory(root) || parent == null ? root : root.getParent() == null ? Path.of("") : root.getParent();
    }

    private static List<Path> files(Path root, String ending) {
        if (!Files.isDirectory(root)) {
            return Files.isRegularFile(root) && root.toString().endsWith(ending) ? List.of(root) : List.of();
        }
        try (Stream<Path> walk = Files.walk(root, DEPTH)) {
            return walk.filter(file -> file.toString().endsWith(ending) && isShown(root, file)).sorted().toList();
        } catch (IOException e) {
            throw new DatasetException(root + ": expected a folder that can be read, got " + FileTrouble.of(e), e);
        }
    }

    /// The hub's client keeps copies in hidden folders; a run's journal and what it refused are not part of its set.
    private static boolean isShown(Path root, Path file) {
        for (Path part : root.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return !file.getFileName().toString().matches("(rejected|.*set-aside|unusable-rows|metrics|calls)\\.jsonl|.*\\.rejected\\.jsonl");
    }
}
