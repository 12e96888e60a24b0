package dev.mme5.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AutogradTest {
    private TensorScope scope;

    @BeforeEach
    void open() {
        scope = TensorScope.open("test");
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void agreesWithFiniteDifferences() {
        Rng rng = new Rng(5);
        Tensor weight = wide(Ops.randn(rng, 4, 6));
        Tensor scale = wide(Ops.rand(rng, 6));
        Tensor mask = Ops.of(new boolean[] {true, false, false, true, false, false}, 6);
        Map<String, UnaryOperator<Tensor>> functions = new LinkedHashMap<>();
        functions.put("matmul", x -> x.matmul(weight.transpose(0, 1)));
        functions.put("linear", x -> Ops.linear(x, weight).tanh());
        functions.put("layerNorm", x -> Ops.layerNorm(x, scale, scale, 1e-5).square());
        functions.put("softmax", x -> x.softmax(-1).square());
        functions.put("logSumExp", x -> x.logSumExp(1, false));
        functions.put("norm2", x -> x.div(x.norm2(1, true)).mul(scale));
        functions.put("gelu", Tensor::gelu);
        functions.put("silu", Tensor::silu);
        functions.put("sigmoid", x -> x.sigmoid().log());
        functions.put("rsqrt", x -> x.square().add(1).rsqrt());
        functions.put("sqrt", x -> x.square().add(1).sqrt().exp());
        functions.put("max", x -> x.max(1).mul(3));
        functions.put("maskedFill", x -> x.maskedFill(mask, 0).square());
        functions.put("where", x -> Ops.where(mask, x, x.neg()).mul(scale));
        functions.put("mean", x -> x.mean(0, true).square());
        functions.put("crossEntropy", x -> Ops.crossEntropy(x, Ops.of(new long[] {0, 5, 2}, 3)));
        functions.put("attention", x -> Ops.scaledDotProductAttention(heads(x), heads(x.mul(2)), heads(x.square())));
        functions.put("gather", x -> x.gather(1, Ops.of(new long[] {1, 1, 4}, 3, 1)).square());
        functions.put("conv2d", x -> Ops.conv2d(x.reshape(1, 1, 3, 6), weight.reshape(6, 1, 2, 2), 1).square());
        functions.put("svd", x -> Ops.svd(x).s());
        functions.forEach((name, function) -> assertGradient(name, wide(Ops.randn(rng, 3, 6)), function));
    }

    private static Tensor heads(Tensor x) {
        return x.reshape(1, 3, 2, 3).transpose(1, 2);
    }

    private static Tensor wide(Tensor x) {
        return x.to(DType.F64);
    }

    private static void assertGradient(String name, Tensor start, UnaryOperator<Tensor> function) {
        Tensor x = start.copy().requiresGrad(true);
        Tensor loss = function.apply(x).sum();
        float[] gradient = Autograd.grad(List.of(loss), List.of(Ops.ones(DType.F64)), List.of(x)).getFirst().toFloatArray();
        double step = 1e-5;
        try (NoGrad _ = NoGrad.enter(); TensorScope _ = TensorScope.open("differences")) {
            for (int i = 0; i < gradient.length; i++) {
                Tensor up = start.copy();
                up.reshape(-1).narrow(0, i, 1).copyFrom(Ops.full(start.reshape(-1).select(0, i).item() + step, DType.F64, 1));
                Tensor down = start.copy();
                down.reshape(-1).narrow(0, i, 1).copyFrom(Ops.full(start.reshape(-1).select(0, i).item() - step, DType.F64, 1));
                double difference = (function.apply(up).sum().item() - function.apply(down).sum().item()) / (2 * step);
                assertThat((double) gradient[i]).as("%s, element %d", name, i).isCloseTo(difference, within(1e-5 * (1 + Math.abs(difference))));
            }
        }
    }

    @Test
    void givesZerosWhereNothingDepends() {
        Tensor used = Ops.ones(DType.F32, 2).requiresGrad(true);
        Tensor unused = Ops.ones(DType.BF16, 3, 1).requiresGrad(true);
        List<Tensor> gradients = Autograd.grad(List.of(used.mul(3)), List.of(Ops.ones(DType.F32, 2)), List.of(used, unused));
        assertThat(gradients.get(0).toFloatArray()).containsExactly(3, 3);
        assertThat(gradients.get(1).toString()).isEqualTo("BF16[3, 1]");
        assertThat(gradients.get(1).toFloatArray()).containsExactly(0, 0, 0);
        assertThat(used.grad()).as("nothing accumulates").isEmpty();
    }

    @Test
    void accumulatesInLeavesOnBackward() {
        Tensor leaf = Ops.ones(DType.F32, 2).requiresGrad(true);
        assertThat(leaf.requiresGrad()).isTrue();
        leaf.square().sum().backward();
        leaf.square().sum().backward();
        assertThat(leaf.grad().orElseThrow().toFloatArray()).containsExactly(4, 4);
        assertThat(leaf.square().detach().requiresGrad()).isFalse();
        assertThatThrownBy(() -> leaf.backward()).isInstanceOf(TorchException.class).hasMessageContaining("backward(F32[2])");
        assertThatThrownBy(() -> leaf.mulInPlace(2)).isInstanceOf(TorchException.class).hasMessageContaining("mulInPlace");
    }

    @Test
    void carriesGivenOutputGradientsAsGradCacheNeeds() {
        Tensor weight = Ops.randn(new Rng(1), 4, 3).requiresGrad(true);
        Tensor x = Ops.randn(new Rng(2), 6, 3);
        Tensor loss = Ops.linear(x, weight).square().logSumExp(0, false).sum();
        float[] whole = Autograd.grad(List.of(loss), List.of(Ops.ones(DType.F32)), List.of(weight)).getFirst().toFloatArray();

        Tensor embeddings;
        try (NoGrad _ = NoGrad.enter()) {
            embeddings = Ops.linear(x, weight);
        }
        embeddings.requiresGrad(true);
        Tensor cachedLoss = embeddings.square().logSumExp(0, false).sum();
        Tensor cache = Autograd.grad(List.of(cachedLoss), List.of(Ops.ones(DType.F32)), List.of(embeddings)).getFirst();
        Tensor sum = Ops.zeros(DType.F32, 4, 3);
        for (int chunk = 0; chunk < 3; chunk++) {
            Tensor output = Ops.linear(x.narrow(0, 2 * chunk, 2), weight);
            sum.addInPlace(Autograd.grad(List.of(output), List.of(cache.narrow(0, 2 * chunk, 2)), List.of(weight)).getFirst(), 1);
        }
        assertThat(sum.toFloatArray()).containsExactly(whole, within(1e-5f));
    }

    @Test
    void givesTheSameFromTwoThreadsOverSharedWeightsAsInSequence() throws Exception {
        List<Tensor> weights = List.of(Ops.randn(new Rng(1), 32, 32).requiresGrad(true), Ops.randn(new Rng(2), 32).requiresGrad(true));
        List<Tensor> chunks = List.of(Ops.randn(new Rng(3), 64, 32), Ops.randn(new Rng(4), 64, 32));
        List<float[]> expected = new ArrayList<>();
        chunks.forEach(chunk -> expected.add(gradient(weights, chunk)));
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> runs = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                Tensor chunk = chunks.get(thread);
                float[] wanted = expected.get(thread);
                runs.add(pool.submit(() -> {
                    int same = 0;
                    for (int i = 0; i < 200; i++) {
                        together.await();
                        same += java.util.Arrays.equals(gradient(weights, chunk), wanted) ? 1 : 0;
                    }
                    return same;
                }));
            }
            for (Future<Integer> run : runs) {
                assertThat(run.get()).isEqualTo(200);
            }
        }
    }

    private static float[] gradient(List<Tensor> weights, Tensor x) {
        try (TensorScope _ = TensorScope.open("chunk")) {
            Tensor hidden = Ops.linear(x, weights.get(0), weights.get(1)).gelu();
            Tensor output = Ops.linear(hidden, weights.get(0)).softmax(-1);
            return Ops.cat(Autograd.grad(List.of(output), List.of(x), weights).stream().map(g -> g.reshape(-1)).toList(), 0)
                    .toFloatArray();
        }
    }

    @Test
    void recordsNothingInsideNoGradAndInferenceMode() {
        Tensor leaf = Ops.ones(DType.F32, 2).requiresGrad(true);
        try (NoGrad _ = NoGrad.enter()) {
            try (NoGrad _ = NoGrad.enter()) {
                assertThat(leaf.square().requiresGrad()).isFalse();
            }
            assertThat(leaf.square().requiresGrad()).as("outer mode after inner").isFalse();
            leaf.mulInPlace(2);
        }
        try (InferenceMode _ = InferenceMode.enter()) {
            assertThat(leaf.square().requiresGrad()).isFalse();
        }
        assertThat(leaf.square().requiresGrad()).isTrue();
        assertThat(leaf.toFloatArray()).containsExactly(2, 2);
    }

    @Test
    void refusesToEndAModeOnAnotherThread() throws Exception {
        try (NoGrad noGrad = NoGrad.enter(); InferenceMode inference = InferenceMode.enter();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            other.submit(() -> {
                assertThatIllegalStateException().isThrownBy(noGrad::close);
                assertThatIllegalStateException().isThrownBy(inference::close);
            }).get();
        }
    }
}
