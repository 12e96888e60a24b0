package dev.mme5.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsTest {
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
    void makesTensorsOfEveryType() {
        for (DType type : DType.values()) {
            Tensor ones = Ops.ones(type, 2, 3);
            assertThat(ones.dtype()).isEqualTo(type);
            assertThat(ones.shape()).containsExactly(2, 3);
            assertThat(ones.toFloatArray()).containsExactly(1, 1, 1, 1, 1, 1);
            assertThat(Ops.zeros(type, 2).toFloatArray()).containsExactly(0, 0);
        }
        assertThat(Ops.full(-2.5, DType.BF16, 2).toFloatArray()).containsExactly(-2.5f, -2.5f);
        assertThat(Ops.full(7, DType.I64, 1).toLongArray()).containsExactly(7);
    }

    @Test
    void copiesJavaArraysInAndOut() {
        assertThat(Ops.of(new float[] {1, 2, 3, 4}, 2, 2).transpose(0, 1).toFloatArray()).containsExactly(1, 3, 2, 4);
        assertThat(Ops.of(new long[] {1L << 40, -1}, 2).toLongArray()).containsExactly(1L << 40, -1);
        assertThat(Ops.of(new boolean[] {true, false}, 2).toLongArray()).containsExactly(1, 0);
        assertThat(Ops.of(new float[0], 0, 4).shape()).containsExactly(0, 4);
        assertThat(Ops.of(new float[0], 0, 4).toFloatArray()).isEmpty();
        float[] target = new float[4];
        Ops.of(new float[] {5, 6}, 2).copyToFloats(target, 1);
        assertThat(target).containsExactly(0, 5, 6, 0);
        byte[] bytes = new byte[2];
        Ops.of(new boolean[] {true, false, true}, 3).copyToBytes(1, bytes);
        assertThat(bytes).containsExactly(0, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> Ops.of(new float[3], 2, 2)).withMessageContaining("expected 4");
        assertThatIllegalArgumentException().isThrownBy(() -> Ops.ones(DType.F32, 1).toLongArray());
    }

    @Test
    void saysOperationAndShapesWhenLibtorchRefuses() {
        Tensor left = Ops.ones(DType.F32, 2, 3);
        assertThatThrownBy(() -> left.matmul(Ops.ones(DType.BF16, 4, 5)))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("matmul(F32[2, 3], BF16[4, 5])")
                .hasMessageNotContaining("Exception raised from");
        assertThatThrownBy(() -> left.reshape(4)).isInstanceOf(TorchException.class).hasMessageContaining("[4]");
        assertThatThrownBy(() -> left.item()).isInstanceOf(TorchException.class).hasMessageContaining("item");
        assertThatThrownBy(() -> left.size(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Ops.topK(left, 9, 1)).isInstanceOf(TorchException.class).hasMessageContaining("topK");
        assertThatThrownBy(() -> Autograd.grad(List.of(left), List.of(left), List.of(left))).isInstanceOf(TorchException.class);
    }

    @Test
    void keepsIntegersIntegersWhenAWholeNumberIsAdded() {
        assertThat(Ops.arange(3).add(1).mul(2).dtype()).isEqualTo(DType.I64);
        assertThat(Ops.arange(3).mul(0.5).dtype()).isEqualTo(DType.F32);
        assertThat(Ops.ones(DType.BF16, 1).mul(0.5).dtype()).isEqualTo(DType.BF16);
    }

    @Test
    void reshapes() {
        Tensor x = Ops.arange(24).reshape(2, 3, 4);
        assertThat(x.permute(2, 0, 1).shape()).containsExactly(4, 2, 3);
        assertThat(x.select(1, 2).toLongArray()).containsExactly(8, 9, 10, 11, 20, 21, 22, 23);
        assertThat(x.narrow(2, 1, 1).squeeze(-1).shape()).containsExactly(2, 3);
        assertThat(x.unsqueeze(0).expand(5, -1, -1, -1).shape()).containsExactly(5, 2, 3, 4);
        assertThat(x.reshape(-1).indexSelect(0, Ops.of(new long[] {5, 0}, 2)).toLongArray()).containsExactly(5, 0);
        assertThat(x.select(0, 0).gather(1, Ops.of(new long[] {3, 0, 1}, 3, 1)).toLongArray()).containsExactly(3, 4, 9);
        assertThat(x.size(-1)).isEqualTo(4);
        assertThat(x.rank()).isEqualTo(3);
        assertThat(x.elementCount()).isEqualTo(24);
        assertThat(x.toString()).isEqualTo("I64[2, 3, 4]");
        assertThat(x.reinterpret(DType.U8).shape()).containsExactly(2, 3, 32);
    }

    @Test
    void reduces() {
        Tensor x = Ops.of(new float[] {1, 2, 3, 4, 9, 6}, 2, 3);
        assertThat(x.sum().item()).isEqualTo(25);
        assertThat(x.sum(0, true).shape()).containsExactly(1, 3);
        assertThat(x.sum(1, false).toFloatArray()).containsExactly(6, 19);
        assertThat(x.mean().item()).isCloseTo(25 / 6.0, within(1e-6));
        assertThat(x.mean(1, false).toFloatArray()[0]).isEqualTo(2);
        assertThat(x.max(1).toFloatArray()).containsExactly(3, 9);
        assertThat(x.argMax(1).toLongArray()).containsExactly(2, 1);
        assertThat(x.softmax(1).sum(1, false).toFloatArray()[1]).isCloseTo(1, within(1e-6f));
        assertThat(x.logSumExp(1, false).toFloatArray()[0]).isCloseTo(3.407606f, within(1e-5f));
        assertThat(x.norm2(1, true).toFloatArray()[0]).isCloseTo((float) Math.sqrt(14), within(1e-5f));
    }

    @Test
    void changesInPlace() {
        Tensor x = Ops.of(new float[] {1, 2}, 2);
        assertThat(x.addInPlace(Ops.ones(DType.F32, 2), 0.5).mulInPlace(2)).isSameAs(x);
        assertThat(x.toFloatArray()).containsExactly(3, 5);
        assertThat(x.copyFrom(Ops.full(4, DType.BF16, 1)).toFloatArray()).containsExactly(4, 4);
        assertThat(x.fillInPlace(0.25).toFloatArray()).containsExactly(0.25f, 0.25f);
        assertThat(x.zeroInPlace().toFloatArray()).containsExactly(0, 0);
        Tensor copy = x.copy();
        x.fillInPlace(1);
        assertThat(copy.toFloatArray()).containsExactly(0, 0);
    }

    @Test
    void masks() {
        Tensor x = Ops.of(new float[] {1, 2, 3}, 3);
        assertThat(x.maskedFill(x.gt(1), Double.NEGATIVE_INFINITY).toFloatArray())
                .containsExactly(1, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY);
        assertThat(x.eq(2).toLongArray()).containsExactly(0, 1, 0);
        assertThat(x.lt(2).toLongArray()).containsExactly(1, 0, 0);
        assertThat(Ops.where(x.lt(2), x, x.neg()).toFloatArray()).containsExactly(1, -2, -3);
    }

    @Test
    void joinsTensors() {
        Tensor x = Ops.of(new float[] {1, 2}, 2);
        assertThat(Ops.cat(List.of(x, x.neg()), 0).toFloatArray()).containsExactly(1, 2, -1, -2);
        assertThat(Ops.stack(List.of(x, x.neg()), 1).toFloatArray()).containsExactly(1, -1, 2, -2);
        Ops.TopK top = Ops.topK(Ops.of(new float[] {3, 9, 4}, 3), 2, 0);
        assertThat(top.values().toFloatArray()).containsExactly(9, 4);
        assertThat(top.indices().toLongArray()).containsExactly(1, 2);
    }

    @Test
    void looksUpAndProjects() {
        Tensor table = Ops.of(new float[] {1, 2, 3, 4}, 2, 2);
        assertThat(Ops.embedding(table, Ops.of(new long[] {1, 0}, 2)).toFloatArray()).containsExactly(3, 4, 1, 2);
        Tensor x = Ops.of(new float[] {1, 1}, 1, 2);
        assertThat(Ops.linear(x, table).toFloatArray()).containsExactly(3, 7);
        assertThat(Ops.linear(x, table, Ops.of(new float[] {10, 20}, 2)).toFloatArray()).containsExactly(13, 27);
        assertThat(Ops.conv2d(Ops.ones(DType.F32, 1, 1, 4, 4), Ops.ones(DType.F32, 2, 1, 2, 2), 2).shape()).containsExactly(1, 2, 2, 2);
        Tensor normed = Ops.layerNorm(Ops.of(new float[] {1, 3}, 1, 2), Ops.full(2, DType.F32, 2), Ops.ones(DType.F32, 2), 0);
        assertThat(normed.toFloatArray()).containsExactly(-1, 3);
        Tensor loss = Ops.crossEntropy(Ops.zeros(DType.F32, 3, 4), Ops.of(new long[] {0, 3, 1}, 3));
        assertThat(loss.item()).isCloseTo(Math.log(4), within(1e-6));
    }

    @Test
    void attendsAsTheFormulaSays() {
        Rng rng = new Rng(1);
        Tensor q = Ops.randn(rng, 2, 4, 3, 8);
        Tensor k = Ops.randn(rng, 2, 2, 5, 8);
        Tensor v = Ops.randn(rng, 2, 2, 5, 8);
        Tensor mask = Ops.randn(rng, 3, 5);
        Tensor wideK = k.unsqueeze(2).expand(2, 2, 2, 5, 8).reshape(2, 4, 5, 8);
        Tensor wideV = v.unsqueeze(2).expand(2, 2, 2, 5, 8).reshape(2, 4, 5, 8);
        Tensor scores = q.matmul(wideK.transpose(2, 3)).mul(1 / Math.sqrt(8));
        assertClose(Ops.scaledDotProductAttention(q, k, v), scores.softmax(-1).matmul(wideV));
        assertClose(Ops.scaledDotProductAttention(q, k, v, mask), scores.add(mask).softmax(-1).matmul(wideV));
    }

    @Test
    void decomposesIntoSingularVectors() {
        Tensor x = Ops.randn(new Rng(2), 5, 3);
        Ops.Svd svd = Ops.svd(x);
        assertThat(svd.v().shape()).containsExactly(3, 3);
        assertClose(svd.u().mul(svd.s()).matmul(svd.v().transpose(0, 1)), x);
    }

    @Test
    void dropsTheGivenShareAndKeepsTheMean() {
        Tensor dropped = Ops.dropout(Ops.ones(DType.F32, 100_000), 0.25, new Rng(3));
        assertThat(dropped.eq(0).to(DType.F32).mean().item()).isCloseTo(0.25, within(0.01));
        assertThat(dropped.mean().item()).isCloseTo(1, within(0.01));
        assertThatIllegalArgumentException().isThrownBy(() -> Ops.dropout(dropped, 1, new Rng(3)));
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).containsExactly(expected.shape());
        assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-5f));
    }
}
