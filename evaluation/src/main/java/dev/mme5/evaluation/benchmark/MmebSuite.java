package dev.mme5.evaluation.benchmark;

import static dev.mme5.core.TaskKind.CLASSIFICATION;
import static dev.mme5.core.TaskKind.GROUNDING;
import static dev.mme5.core.TaskKind.RETRIEVAL;
import static dev.mme5.core.TaskKind.VQA;
import static dev.mme5.evaluation.benchmark.MmebDataset.ind;
import static dev.mme5.evaluation.benchmark.MmebDataset.ood;

import dev.mme5.core.DatasetException;
import dev.mme5.core.TaskKind;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.evaluation.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// MMEB, the Massive Multimodal Embedding Benchmark: 36 data sets, precision at one, unweighted means over the data sets of a
/// meta-task, of the IND and the OOD half, and of all (mmE5 table 2).
public final class MmebSuite {

    /// The 36 data sets in the order of the published tables. The configuration CIFAR-100, which exists beside them, is not of them.
    public static final List<MmebDataset> DATASETS = List.of(
            ind("ImageNet-1K", CLASSIFICATION, "I2T"),
            ind("N24News", CLASSIFICATION, "IT2T"),
            ind("HatefulMemes", CLASSIFICATION, "I2T"),
            ind("VOC2007", CLASSIFICATION, "I2T"),
            ind("SUN397", CLASSIFICATION, "I2T"),
            ood("Place365", CLASSIFICATION, "I2T"),
            ood("ImageNet-A", CLASSIFICATION, "I2T"),
            ood("ImageNet-R", CLASSIFICATION, "I2T"),
            ood("ObjectNet", CLASSIFICATION, "I2T"),
            ood("Country211", CLASSIFICATION, "I2T"),
            ind("OK-VQA", VQA, "IT2T"),
            ind("A-OKVQA", VQA, "IT2T"),
            ind("DocVQA", VQA, "IT2T"),
            ind("InfographicsVQA", VQA, "IT2T"),
            ind("ChartQA", VQA, "IT2T"),
            ind("Visual7W", VQA, "IT2T"),
            ood("ScienceQA", VQA, "IT2T"),
            ood("VizWiz", VQA, "IT2T"),
            ood("GQA", VQA, "IT2T"),
            ood("TextVQA", VQA, "IT2T"),
            ind("VisDial", RETRIEVAL, "T2I"),
            ind("CIRR", RETRIEVAL, "IT2I"),
            ind("VisualNews_t2i", RETRIEVAL, "T2I"),
            ind("VisualNews_i2t", RETRIEVAL, "I2T"),
            ind("MSCOCO_t2i", RETRIEVAL, "T2I"),
            ind("MSCOCO_i2t", RETRIEVAL, "I2T"),
            ind("NIGHTS", RETRIEVAL, "I2I"),
            ind("WebQA", RETRIEVAL, "T2IT"),
            ood("FashionIQ", RETRIEVAL, "IT2I"),
            ood("Wiki-SS-NQ", RETRIEVAL, "T2I"),
            ood("OVEN", RETRIEVAL, "IT2IT"),
            ood("EDIS", RETRIEVAL, "T2IT"),
            ind("MSCOCO", GROUNDING, "IT2I"),
            ood("RefCOCO", GROUNDING, "IT2I"),
            ood("RefCOCO-Matching", GROUNDING, "IT2IT"),
            ood("Visual7W-Pointing", GROUNDING, "IT2I"));

    private static final Metric METRIC = new Metric.PrecisionAt1();

    private MmebSuite() {}

    /// The suite over the data sets of which a file `<name>.jsonl` in MMEB's columns is there; each group tells which are missing.
    ///
    /// @param rows the folder of the row files
    /// @param images the folder that the picture paths start from
    /// @param chosen names of the data sets to take; empty for all
    /// @throws DatasetException if there is none
    public static Suite open(Path rows, Path images, List<String> chosen) {
        return open(TaskRows.jsonLines().in(rows, images), rows, chosen);
    }

    static Suite open(Map<String, Supplier<List<BenchmarkRow>>> there, Path rows, List<String> chosen) {
        Set<String> known = DATASETS.stream().map(MmebDataset::name).collect(Collectors.toSet());
        for (String name : chosen) {
            if (!known.contains(name)) {
                throw new DatasetException("datasets: expected names of MMEB's data sets, got \"" + name + "\"; write one of "
                        + DATASETS.stream().map(MmebDataset::name).toList());
            }
        }
        List<TaskSource> tasks = new ArrayList<>();
        for (MmebDataset dataset : DATASETS) {
            Supplier<List<BenchmarkRow>> found = there.get(dataset.name());
            if ((chosen.isEmpty() || chosen.contains(dataset.name())) && found != null) {
                tasks.add(MmebRows.source(new TaskLabel(dataset.name(), dataset.kind()), found, List.of(METRIC)));
            }
        }
        if (tasks.isEmpty()) {
            throw new DatasetException(rows + ": expected files such as ImageNet-1K.jsonl or ImageNet-1K/*.parquet in MMEB's columns, got none; check the folder");
        }
        Set<String> taken = tasks.stream().map(TaskSource::name).collect(Collectors.toSet());
        return new Suite("mmeb", tasks, groups(taken), List.of(new Suite.HeadlineKey("mmeb", "overall", METRIC)), false);
    }

    /// The groups of table 2: the meta-tasks, `ind`, `ood` and `overall`; those without any data set there are left out.
    public static List<TaskGroup> groups(Set<String> there) {
        List<TaskGroup> groups = new ArrayList<>();
        for (TaskKind kind : List.of(CLASSIFICATION, VQA, RETRIEVAL, GROUNDING)) {
            groups.add(group(kind.code(), there, dataset -> dataset.kind() == kind));
        }
        groups.add(group("ind", there, MmebDataset::inDistribution));
        groups.add(group("ood", there, dataset -> !dataset.inDistribution()));
        groups.add(group("overall", there, dataset -> true));
        groups.removeIf(group -> group.tasks().isEmpty());
        return groups;
    }

    private static TaskGroup group(String name, Set<String> there, Predicate<MmebDataset> member) {
        List<String> all = DATASETS.stream().filter(member).map(MmebDataset::name).toList();
        return new TaskGroup(
                name,
                all.stream().filter(there::contains).toList(),
                all.stream().filter(dataset -> !there.contains(dataset)).toList());
    }
}
