package dev.mme5.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class TrainingLoopLeakTest {
    private static final int B = 64;
    private static final int D = 256;

    @Test
    void holdsAsMuchAtStep300AsAtStep3() throws IOException {
        long liveBefore = TensorScope.liveTensors();
        Tensor first;
        Tensor second;
        try (TensorScope _ = TensorScope.open("init")) {
            first = TensorScope.detach(Ops.randn(new Rng(1), D, D).mul(0.05)).requiresGrad(true);
            second = TensorScope.detach(Ops.randn(new Rng(2), D, D).mul(0.05)).requiresGrad(true);
        }
        List<Tensor> weights = List.of(first, second);
        Rng rng = new Rng(3);
        try (AdamW optimizer = new AdamW(List.of(new ParameterGroup(List.of("a", "b"), weights, 1, 0.01)), 0.9, 0.999, 1e-8)) {
            Held early = run(3, weights, optimizer, rng);
            Held warm = run(27, weights, optimizer, rng);
            Held late = run(270, weights, optimizer, rng);
            assertThat(late.tensors).isEqualTo(early.tensors);
            assertThat(late.pointers).as("native objects, temporaries included").isLessThanOrEqualTo(early.pointers);
            // One step makes about 4 MB of tensors and some 100 of them: a leak of a tenth of a step would show as 100 MB.
            assertThat(late.residentBytes - warm.residentBytes).as("growth of resident bytes").isLessThan(64L << 20);
            assertThat(late.loss).as("loss").isLessThan(early.loss);
        }
        weights.forEach(Tensor::close);
        assertThat(TensorScope.liveTensors()).isEqualTo(liveBefore);
    }

    private record Held(long tensors, long pointers, long residentBytes, double loss) {}

    private static Held run(int steps, List<Tensor> weights, AdamW optimizer, Rng rng) throws IOException {
        double loss = Double.NaN;
        for (int i = 0; i < steps; i++) {
            loss = step(weights, optimizer, rng);
        }
        return new Held(TensorScope.liveTensors(), Pointer.totalCount(), residentBytes(), loss);
    }

    private static double step(List<Tensor> weights, AdamW optimizer, Rng rng) {
        try (TensorScope _ = TensorScope.open("step")) {
            Tensor loss;
            try (TensorScope inner = TensorScope.open("forward")) {
                Tensor x = Ops.randn(new Rng(9), B, D);
                Tensor hidden = Ops.dropout(Ops.linear(x, weights.get(0)).gelu().add(1).mul(0.5), 0.1, rng);
                Tensor heads = hidden.reshape(B, 4, 1, D / 4);
                Tensor attended = Ops.scaledDotProductAttention(heads, heads, heads).reshape(B, D);
                Tensor output = Ops.linear(attended, weights.get(1));
                Tensor unit = output.div(output.norm2(1, true));
                Tensor scores = unit.matmul(x.transpose(0, 1)).maskedFill(Ops.zeros(DType.BOOL, B, B), 0);
                Tensor best = scores.max(1).mean().mul(Ops.topK(scores, 2, 1).values().mean().detach().mul(0)).add(0);
                loss = inner.keep(Ops.crossEntropy(scores.mul(5), Ops.arange(B)).add(best));
            }
            List<Tensor> gradients = Autograd.grad(List.of(loss), List.of(Ops.ones(DType.F32)), weights);
            Gradients.clipNorm(gradients, 1);
            optimizer.step(1e-3, gradients);
            optimizer.state();
            return loss.item();
        }
    }

    private static long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("/proc/self/status: expected VmRSS");
    }
}
