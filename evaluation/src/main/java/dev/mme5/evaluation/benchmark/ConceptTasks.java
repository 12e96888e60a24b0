package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Language;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptInstruction;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.core.dataset.BenchmarkRows;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.evaluation.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Draws the rows of the tasks with candidates, writes each task as JSONL in MMEB's columns and reads it back, so that what is
/// measured is what the file says.
final class ConceptTasks {
    private static final List<Metric> METRICS = List.of(new Metric.PrecisionAt1());

    private final ConceptRows rows;
    private final SuiteSpec.Concepts spec;
    private final long seed;
    private final Path folder;

    /// Tasks that are reported together.
    enum Family {
        CLASSIFICATION("classification"),
        VQA("vqa"),
        IMAGE_TEXT_TO_IMAGE("imageTextToImage");

        private final String key;

        Family(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    /// One concept in one language: what a row may be about.
    private record Subject(Concept concept, Language language) {}

    @FunctionalInterface
    private interface RowWriter {
        Optional<BenchmarkRow> write(Subject subject);
    }

    ConceptTasks(ConceptRows rows, SuiteSpec.Concepts spec, long seed, Path folder) {
        this.rows = rows;
        this.spec = spec;
        this.seed = seed;
        this.folder = folder;
    }

    /// Writes a family's tasks over some concepts. The right answer of each row is about one of these.
    ///
    /// @param group the first part of the tasks' names
    List<TaskSource> write(Family family, String group, List<Concept> concepts) {
        List<Subject> once = inEnglish(concepts);
        return switch (family) {
            case CLASSIFICATION -> present(List.of(
                    write(label(group, "group", TaskKind.CLASSIFICATION), once, subject ->
                            rows.classification(ConceptInstruction.CLASSIFY_BY_GROUP, ConceptQuestion.GROUP, subject.concept())),
                    write(label(group, "subgroup", TaskKind.CLASSIFICATION), once, subject ->
                            rows.classification(ConceptInstruction.CLASSIFY_BY_SUBGROUP, ConceptQuestion.SUBGROUP, subject.concept()))));
            case VQA -> {
                List<Optional<TaskSource>> tasks = new ArrayList<>();
                for (ConceptQuestion question : ConceptQuestion.values()) {
                    TaskLabel label = label(group, question.name().toLowerCase(Locale.ROOT), TaskKind.VQA);
                    List<Subject> subjects = question.answeredByLabel() ? once : inEachLanguage(concepts);
                    tasks.add(write(label, subjects, subject -> rows.question(question, subject.concept(), subject.language())));
                }
                yield present(tasks);
            }
            case IMAGE_TEXT_TO_IMAGE -> present(List.of(
                    write(label(group, "sameKind", TaskKind.RETRIEVAL), inOneLanguage(concepts), subject ->
                            rows.sameKindShowing(subject.concept(), subject.language())),
                    write(label(group, "instead", TaskKind.RETRIEVAL), inOneLanguage(concepts), subject ->
                            rows.instead(subject.concept(), subject.language()))));
        };
    }

    private static TaskLabel label(String group, String name, TaskKind kind) {
        return new TaskLabel(group + "/" + name, kind);
    }

    private static List<TaskSource> present(List<Optional<TaskSource>> tasks) {
        return tasks.stream().flatMap(Optional::stream).toList();
    }

    /// Empty if the corpus has no row for the task.
    private Optional<TaskSource> write(TaskLabel label, List<Subject> subjects, RowWriter writer) {
        List<BenchmarkRow> drawn = new ArrayList<>();
        for (Subject subject : SeededRandom.of(seed, "subjects", label.name()).shuffled(subjects)) {
            if (drawn.size() == spec.rowsPerTask()) {
                break;
            }
            writer.write(subject).ifPresent(drawn::add);
        }
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.resolve(label.name() + ".jsonl");
        BenchmarkRows.write(file, drawn);
        Path images = file.toAbsolutePath().getParent();
        return Optional.of(new TaskSource(label.name(), () -> MmebRows.read(file, images, label, METRICS)));
    }

    private static List<Subject> inEnglish(List<Concept> concepts) {
        return concepts.stream().map(concept -> new Subject(concept, Language.ENGLISH)).toList();
    }

    private List<Subject> inEachLanguage(List<Concept> concepts) {
        List<Subject> subjects = new ArrayList<>();
        for (Language language : spec.questionLanguages()) {
            concepts.forEach(concept -> subjects.add(new Subject(concept, language)));
        }
        return subjects;
    }

    private List<Subject> inOneLanguage(List<Concept> concepts) {
        SeededRandom random = SeededRandom.of(seed, "language of a concept");
        return concepts.stream().map(concept -> new Subject(concept, random.pick(spec.questionLanguages()))).toList();
    }
}
