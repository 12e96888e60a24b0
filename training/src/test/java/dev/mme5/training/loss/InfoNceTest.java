package dev.mme5.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.torch.Autograd;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InfoNceTest {
    private static final double TEMPERATURE = 0.1;

    private TensorScope scope;
    private Tensor queries;
    private Tensor candidates;
    private Tensor negatives;

    @BeforeEach
    void open() {
        scope = TensorScope.open("test");
        queries = unit(new Rng(1), 3, 5);
        candidates = unit(new Rng(2), 4, 5);
        negatives = unit(new Rng(3), 3, 2, 5);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor unit(Rng rng, long... shape) {
        Tensor x = Ops.randn(rng, shape).to(DType.F64);
        return x.div(x.norm2(-1, true));
    }

    private static double cosine(Tensor a, int i, Tensor b, int j) {
        double sum = 0;
        for (int d = 0; d < 5; d++) {
            sum += a.select(0, i).select(0, d).item() * b.select(0, j).select(0, d).item();
        }
        return sum;
    }

    /// -log of the share that the right score has.
    private static double crossEntropy(List<Double> scores, int right) {
        double sum = scores.stream().mapToDouble(score -> Math.exp(score / TEMPERATURE)).sum();
        return -Math.log(Math.exp(scores.get(right) / TEMPERATURE) / sum);
    }

    @Test
    void setsEachQueryAgainstAllCandidates() {
        long[] targets = {2, 0, 2};
        double expected = 0;
        for (int i = 0; i < 3; i++) {
            List<Double> scores = new ArrayList<>();
            for (int j = 0; j < 4; j++) {
                scores.add(cosine(queries, i, candidates, j));
            }
            expected += crossEntropy(scores, (int) targets[i]) / 3;
        }
        assertThat(InfoNce.shared(queries, candidates, Ops.of(targets, 3), TEMPERATURE).item()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void setsEachQueryAgainstThePositivesAndItsOwnNegatives() {
        Tensor positives = candidates.narrow(0, 0, 3);
        double expected = 0;
        for (int i = 0; i < 3; i++) {
            List<Double> scores = new ArrayList<>();
            for (int j = 0; j < 3; j++) {
                scores.add(cosine(queries, i, positives, j));
            }
            for (int k = 0; k < 2; k++) {
                scores.add(cosine(queries, i, negatives.select(0, i), k));
            }
            expected += crossEntropy(scores, i) / 3;
        }
        assertThat(InfoNce.ownQuery(queries, positives, negatives, TEMPERATURE).item()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void leavesOutWhatIsHidden() {
        Tensor positives = candidates.narrow(0, 0, 3);
        Tensor all = Ops.cat(List.of(positives, negatives.reshape(6, 5)), 0); // [3 + 3 * 2, D]
        boolean[] hidden = new boolean[3 * 9];
        for (int query = 0; query < 3; query++) {
            for (int negative = 0; negative < 6; negative++) {
                hidden[query * 9 + 3 + negative] = negative / 2 != query;
            }
        }
        assertThat(InfoNce.visible(queries, all, Ops.of(hidden, 3, 9), Ops.arange(3), TEMPERATURE).item())
                .isCloseTo(InfoNce.ownQuery(queries, positives, negatives, TEMPERATURE).item(), within(1e-12));
    }

    @Test
    void mayHaveNoNegatives() {
        Tensor positives = candidates.narrow(0, 0, 3);
        Tensor none = Ops.zeros(DType.F64, 3, 0, 5);
        assertThat(InfoNce.ownQuery(queries, positives, none, TEMPERATURE).item())
                .isCloseTo(InfoNce.shared(queries, positives, Ops.arange(3), TEMPERATURE).item(), within(1e-12));
    }

    @Test
    void hasRightGradients() {
        Tensor targets = Ops.of(new long[] {2, 0, 2}, 3);
        assertGradients(List.of(queries, candidates), () -> InfoNce.shared(queries, candidates, targets, TEMPERATURE));
        Tensor positives = unit(new Rng(4), 3, 5);
        assertGradients(
                List.of(queries, positives, negatives), () -> InfoNce.ownQuery(queries, positives, negatives, TEMPERATURE));
    }

    private static void assertGradients(List<Tensor> inputs, Supplier<Tensor> loss) {
        inputs.forEach(input -> input.requiresGrad(true));
        List<Tensor> gradients = Autograd.grad(List.of(loss.get()), List.of(Ops.ones(DType.F64)), inputs);
        for (int i = 0; i < inputs.size(); i++) {
            Tensor along = Ops.randn(new Rng(9), inputs.get(i).shape()).to(DType.F64);
            try (NoGrad _ = NoGrad.enter()) {
                inputs.get(i).addInPlace(along, 1e-5);
                double up = loss.get().item();
                inputs.get(i).addInPlace(along, -2e-5);
                double down = loss.get().item();
                inputs.get(i).addInPlace(along, 1e-5);
                assertThat(gradients.get(i).mul(along).sum().item()).as("input %d", i).isCloseTo((up - down) / 2e-5, within(1e-6));
            }
        }
    }
}
