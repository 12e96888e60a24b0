package dev.mme5.training.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.training.TinyTraining;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {
    private static final List<Example> EXAMPLES = examples();
    private static final List<String> KINDS = EXAMPLES.stream().map(BatchPlanner::kind).toList();

    /// 13 from text to text, 10 from text to picture.
    private static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            Content positive = i < 13 ? Content.text("answer " + i) : TinyTraining.picture(i);
            examples.add(TinyTraining.example("row-" + i, Content.text("question " + i), positive, List.of()));
        }
        return examples;
    }

    private static List<Integer> epoch(BatchPlanner planner, int epoch) {
        List<Integer> drawn = new ArrayList<>();
        for (int step = 0; step < planner.stepsPerEpoch(); step++) {
            drawn.addAll(planner.step((long) epoch * planner.stepsPerEpoch() + step));
        }
        return drawn;
    }

    @Test
    void drawsNoExampleTwiceInAnEpoch() {
        BatchPlanner planner = new BatchPlanner(KINDS, 6, 3, 1);
        assertThat(planner.stepsPerEpoch()).isEqualTo(3); // 4 + 3 sub-batches, two a step
        for (int epoch = 0; epoch < 20; epoch++) {
            assertThat(epoch(planner, epoch)).hasSize(18).doesNotHaveDuplicates();
        }
    }

    @Test
    void drawsEveryExampleInSomeEpoch() {
        BatchPlanner planner = new BatchPlanner(KINDS, 6, 3, 1);
        List<Integer> drawn = new ArrayList<>();
        for (int epoch = 0; epoch < 30; epoch++) {
            drawn.addAll(epoch(planner, epoch));
        }
        assertThat(drawn.stream().distinct()).hasSize(EXAMPLES.size());
    }

    @Test
    void fillsEachSubBatchWithOneKind() {
        BatchPlanner planner = new BatchPlanner(KINDS, 6, 3, 1);
        for (int step = 0; step < 30; step++) {
            List<Integer> drawn = planner.step(step);
            assertThat(drawn).hasSize(6);
            for (int from = 0; from < 6; from += 3) {
                assertThat(drawn.subList(from, from + 3).stream().map(i -> EXAMPLES.get(i).modalities()).distinct()).hasSize(1);
            }
        }
    }

    @Test
    void mixesFreelyWithSubBatchesOfOne() {
        BatchPlanner planner = new BatchPlanner(KINDS, 6, 1, 1);
        assertThat(planner.stepsPerEpoch()).isEqualTo(3);
        assertThat(epoch(planner, 0)).hasSize(18).doesNotHaveDuplicates();
    }

    @Test
    void dependsOnTheSeedAndTheStepAlone() {
        BatchPlanner planner = new BatchPlanner(KINDS, 6, 3, 1);
        List<Integer> fifth = planner.step(5);
        planner.step(2);
        assertThat(planner.step(5)).isEqualTo(fifth);
        assertThat(new BatchPlanner(KINDS, 6, 3, 1).step(5)).isEqualTo(fifth);
        assertThat(new BatchPlanner(KINDS, 6, 3, 2).step(5)).isNotEqualTo(fifth);
        assertThat(epoch(planner, 1)).isNotEqualTo(epoch(planner, 0));
    }
}
