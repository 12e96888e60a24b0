package dev.mme5.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.TaskKind;
import dev.mme5.evaluation.benchmark.MmebDataset;
import dev.mme5.evaluation.benchmark.MmebSuite;
import dev.mme5.evaluation.benchmark.TaskGroup;
import dev.mme5.evaluation.metric.Bootstrap;
import dev.mme5.evaluation.metric.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// mmE5's published scores by data set, in the order of [MmebSuite#DATASETS], give its published means.
class MmebMeansTest {
    private static final int ROWS = 1000;
    private static final List<Double> MME5 = List.of(
            77.6, 82.1, 64.3, 91.0, 77.9, 42.6, 56.7, 86.3, 62.2, 34.8,
            67.9, 56.4, 90.3, 56.2, 50.3, 51.9, 55.7, 52.8, 62.1, 83.5,
            73.7, 54.9, 77.7, 83.4, 76.2, 73.6, 68.8, 88.1, 28.6, 65.2, 77.3, 83.6,
            85.0, 92.7, 88.9, 92.3);
    private static final Map<String, Double> PUBLISHED = Map.of(
            "classification", 67.55,
            "vqa", 62.71,
            "retrieval", 70.92,
            "grounding", 89.73,
            "ind", 72.36,
            "ood", 66.58,
            "overall", 69.79);

    @Test
    void reproduceTheRowOfTableTwo() {
        Map<String, TaskResult> results = new LinkedHashMap<>();
        for (int i = 0; i < MME5.size(); i++) {
            MmebDataset dataset = MmebSuite.DATASETS.get(i);
            results.put(dataset.name(), result(dataset, (int) Math.round(MME5.get(i) * ROWS / 100)));
        }
        List<TaskGroup> groups = MmebSuite.groups(results.keySet());
        assertThat(groups).extracting(TaskGroup::name).containsExactlyInAnyOrderElementsOf(PUBLISHED.keySet());
        Means means = new Means(new Bootstrap(1, 100));
        for (TaskGroup group : groups) {
            Score score = means.scores(group, results).getFirst();
            assertThat(100 * score.value()).as(group.name()).isCloseTo(PUBLISHED.get(group.name()), within(0.005));
            assertThat(score.interval().contains(score.value())).as(group.name()).isTrue();
        }
    }

    @Test
    void countTheDataSetsOfTheTable() {
        assertThat(MmebSuite.DATASETS).hasSize(36).extracting(MmebDataset::name).doesNotHaveDuplicates();
        assertThat(MmebSuite.DATASETS).filteredOn(MmebDataset::inDistribution).hasSize(20);
        assertThat(MmebSuite.DATASETS).filteredOn(dataset -> dataset.kind() == TaskKind.RETRIEVAL).hasSize(12);
        assertThat(MmebSuite.DATASETS).filteredOn(dataset -> dataset.kind() == TaskKind.GROUNDING).hasSize(4);
    }

    private static TaskResult result(MmebDataset dataset, int hits) {
        return new TaskResult(
                dataset.name(),
                dataset.kind(),
                dataset.modalities().code(),
                Optional.empty(),
                "hash",
                "mmE5",
                ROWS,
                List.of("precisionAt1"),
                List.of(0.001),
                IntStream.range(0, ROWS).mapToObj(row -> row < hits ? 1 : 2).toList(),
                IntStream.range(0, ROWS).mapToObj(row -> dataset.name() + " " + row).toList(),
                List.of(),
                List.of(),
                0);
    }
}
