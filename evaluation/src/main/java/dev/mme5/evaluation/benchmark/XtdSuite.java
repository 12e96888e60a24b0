package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Prompts;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.ConceptInstruction;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.evaluation.metric.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// XTD: a thousand COCO pictures with captions in several languages, recall at 10 of text to image, unweighted mean over the
/// languages (mmE5 table 3). Reads the original repository's text files, or rows in MMEB's columns.
public final class XtdSuite {
    /// The seven languages of the paper's table.
    public static final List<Language> PAPER_LANGUAGES = languages("it", "es", "ru", "zh", "pl", "tr", "ko");

    /// All languages that have captions: the paper's and English, German, French and Japanese.
    public static final List<Language> LANGUAGES =
            languages("de", "en", "es", "fr", "it", "ja", "ko", "pl", "ru", "tr", "zh");

    private static final List<Metric> METRICS = List.of(new Metric.RecallAt(10), new Metric.RecallAt(1));

    private XtdSuite() {}

    /// @throws DatasetException if a language's captions are not there
    public static Suite open(SuiteSpec.Xtd spec) {
        return open(spec, TaskRows.jsonLines());
    }

    static Suite open(SuiteSpec.Xtd spec, TaskRows taskRows) {
        Map<String, Supplier<List<BenchmarkRow>>> there =
                spec.layout() == SuiteSpec.XtdLayout.MMEB ? taskRows.in(spec.captions(), spec.images()) : Map.of();
        List<TaskSource> tasks = new ArrayList<>();
        for (Language language : spec.languages()) {
            TaskLabel label = new TaskLabel("xtd/" + language.tag(), TaskKind.RETRIEVAL, language);
            tasks.add(switch (spec.layout()) {
                case ORIGINAL -> original(spec, label, language);
                case MMEB -> rows(spec, label, there);
            });
        }
        List<Language> paper = PAPER_LANGUAGES.stream().filter(spec.languages()::contains).toList();
        List<Language> lacking = PAPER_LANGUAGES.stream().filter(language -> !paper.contains(language)).toList();
        List<TaskGroup> groups = new ArrayList<>();
        groups.add(new TaskGroup("all", tasks.stream().map(TaskSource::name).toList()));
        List<Suite.HeadlineKey> headline = new ArrayList<>();
        headline.add(new Suite.HeadlineKey("xtd", "all", METRICS.getFirst()));
        if (!paper.isEmpty()) {
            groups.add(new TaskGroup("paper", names(paper), names(lacking)));
            headline.add(new Suite.HeadlineKey("xtdPaper", "paper", METRICS.getFirst()));
        }
        return new Suite("xtd", tasks, groups, headline, spec.layout() == SuiteSpec.XtdLayout.ORIGINAL);
    }

    private static List<Language> languages(String... tags) {
        return Stream.of(tags).map(Language::new).toList();
    }

    private static List<String> names(List<Language> languages) {
        return languages.stream().map(language -> "xtd/" + language.tag()).toList();
    }

    private static TaskSource original(SuiteSpec.Xtd spec, TaskLabel label, Language language) {
        Path captions = firstThere(Stream.of("XTD10", "MIC", "STAIR", ".")
                .map(folder -> spec.captions().resolve(folder).resolve("test_1kcaptions_" + fileTag(language) + ".txt"))
                .toList());
        Path names = firstThere(Stream.of("XTD10", ".")
                .map(folder -> spec.captions().resolve(folder).resolve("test_image_names.txt"))
                .toList());
        return new TaskSource(label.name(), () -> readOriginal(label, language, captions, names, spec.images()));
    }

    private static RetrievalTask readOriginal(TaskLabel label, Language language, Path captions, Path names, Path images) {
        List<String> pictureNames = CaptionFile.lines(names);
        List<String> texts = CaptionFile.lines(captions);
        if (texts.size() != pictureNames.size()) {
            throw new DatasetException(captions + ": expected a caption for each of the " + pictureNames.size() + " names in "
                    + names.getFileName() + ", got " + texts.size() + "; line i belongs to line i");
        }
        String instruction = ConceptInstruction.FIND_PICTURE.text(0, language);
        List<Content> documents = pictureNames.stream().map(name -> Prompts.document(Content.image(picture(images, name)))).toList();
        List<RetrievalTask.Query> queries = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Content query = Prompts.query(instruction, Content.text(texts.get(i)));
            queries.add(new RetrievalTask.Query(query, List.of(i), pictureNames.get(i)));
        }
        return new RetrievalTask(label, documents, queries, METRICS);
    }

    /// COCO unpacks into `train2014/` and `val2014/`; a flat folder does as well.
    private static ImageRef picture(Path images, String name) {
        Path folder = images.resolve(name.contains("train2014") ? "train2014" : "val2014");
        Path file = Files.isDirectory(folder) ? folder.resolve(name) : images.resolve(name);
        return Pictures.normalised(new ImageRef.FileImage(file));
    }

    private static TaskSource rows(SuiteSpec.Xtd spec, TaskLabel label, Map<String, Supplier<List<BenchmarkRow>>> there) {
        Language language = label.language().orElseThrow();
        List<String> names = List.of(language.tag(), fileTag(language), fileTag(language) + "_t2i");
        Supplier<List<BenchmarkRow>> rows = names.stream().filter(there::containsKey).findFirst().map(there::get)
                .orElseThrow(() -> new DatasetException(spec.captions().resolve(names.getFirst() + ".jsonl") + ": expected XTD's file, got none of "
                        + names + " among " + there.keySet() + "; check the folder and the languages"));
        return MmebRows.source(label, rows, METRICS);
    }

    /// The languages whose rows are in a folder, by the names that XTD's sets use.
    ///
    /// @param names of the tasks that are there
    public static List<Language> languagesIn(Set<String> names) {
        return LANGUAGES.stream()
                .filter(language -> names.contains(language.tag()) || names.contains(fileTag(language)) || names.contains(fileTag(language) + "_t2i"))
                .toList();
    }

    /// The original files use the country's code for Japanese.
    private static String fileTag(Language language) {
        return language.tag().equals("ja") ? "jp" : language.tag();
    }

    private static Path firstThere(List<Path> places) {
        return places.stream().filter(Files::isRegularFile).findFirst()
                .orElseThrow(() -> new DatasetException(places.getFirst() + ": expected XTD's file, got none there or in "
                        + places.subList(1, places.size()) + "; check the folder and the languages"));
    }
}
