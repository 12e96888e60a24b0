package dev.mme5.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TensorScopeTest {
    private long liveBefore;

    @BeforeEach
    void countTensors() {
        liveBefore = TensorScope.liveTensors();
    }

    @AfterEach
    void noTensorIsLeft() {
        assertThat(TensorScope.liveTensors()).isEqualTo(liveBefore);
    }

    @Test
    void freesItsTensorsWhenItCloses() {
        Tensor tensor;
        try (TensorScope _ = TensorScope.open("outer")) {
            tensor = Ops.ones(DType.F32, 2, 3).add(1);
            assertThat(TensorScope.liveTensors()).isEqualTo(liveBefore + 2);
        }
        assertThat(tensor.isClosed()).isTrue();
    }

    @Test
    void refusesATensorWithoutAScopeAndSaysWhatToDo() {
        assertThatIllegalStateException().isThrownBy(() -> Ops.ones(DType.F32, 2)).withMessageContaining("TensorScope.open");
    }

    @Test
    void namesTheScopeWhenAClosedTensorIsUsed() {
        Tensor tensor;
        try (TensorScope _ = TensorScope.open("train-step")) {
            tensor = Ops.ones(DType.F32, 2);
        }
        assertThatIllegalStateException().isThrownBy(tensor::toFloatArray).withMessageContaining("train-step");
        try (TensorScope _ = TensorScope.open("next")) {
            assertThatIllegalStateException().isThrownBy(tensor::exp).withMessageContaining("train-step");
            assertThatIllegalStateException().isThrownBy(() -> Ops.ones(DType.F32, 2).add(tensor)).withMessageContaining("train-step");
        }
    }

    @Test
    void keepsATensorInTheEnclosingScope() {
        try (TensorScope _ = TensorScope.open("outer")) {
            Tensor kept;
            try (TensorScope inner = TensorScope.open("inner")) {
                kept = inner.keep(Ops.ones(DType.F32, 2).mul(3));
                assertThat(inner.keep(kept)).as("keeping twice").isSameAs(kept);
            }
            assertThat(kept.toFloatArray()).containsExactly(3, 3);
            assertThat(TensorScope.liveTensors()).isEqualTo(liveBefore + 1);
        }
    }

    @Test
    void cannotKeepWithoutAnEnclosingScope() {
        try (TensorScope scope = TensorScope.open("only")) {
            Tensor tensor = Ops.ones(DType.F32, 2);
            assertThatIllegalStateException().isThrownBy(() -> scope.keep(tensor)).withMessageContaining("TensorScope.detach");
        }
    }

    @Test
    void cannotKeepATensorOfAnInnerScope() {
        try (TensorScope _ = TensorScope.open("root"); TensorScope outer = TensorScope.open("outer");
                TensorScope _ = TensorScope.open("inner")) {
            Tensor tensor = Ops.ones(DType.F32, 2);
            assertThatIllegalStateException().isThrownBy(() -> outer.keep(tensor)).withMessageContaining("'inner'");
        }
    }

    @Test
    void givesADetachedTensorToItsOwner() {
        Tensor weight;
        try (TensorScope _ = TensorScope.open("load")) {
            weight = TensorScope.detach(Ops.ones(DType.F32, 2));
            assertThat(TensorScope.detach(weight)).as("detaching twice").isSameAs(weight);
        }
        assertThat(weight.toFloatArray()).containsExactly(1, 1);
        weight.close();
        weight.close();
        assertThatIllegalStateException().isThrownBy(weight::toFloatArray).withMessageContaining("closed");
    }

    @Test
    void letsViewsOutliveTheTensorTheyWereMadeFrom() {
        try (TensorScope _ = TensorScope.open("outer")) {
            Tensor view;
            try (TensorScope inner = TensorScope.open("inner")) {
                view = inner.keep(Ops.arange(1_000_000).narrow(0, 7, 2));
            }
            assertThat(view.toLongArray()).containsExactly(7, 8);
        }
    }

    @Test
    @SuppressWarnings("try")
    void closesInReverseOrderOnly() {
        TensorScope outer = TensorScope.open("outer");
        TensorScope inner = TensorScope.open("inner");
        assertThatIllegalStateException().isThrownBy(outer::close).withMessageContaining("'inner'");
        inner.close();
        inner.close();
        outer.close();
        outer.close();
        assertThatIllegalStateException().isThrownBy(TensorScope::current);
    }

    @Test
    void refusesToCloseOnAnotherThread() throws Exception {
        try (TensorScope scope = TensorScope.open("mine"); ExecutorService other = Executors.newSingleThreadExecutor()) {
            Tensor tensor = Ops.ones(DType.F32, 2);
            Future<?> attempt = other.submit(() -> {
                assertThatIllegalStateException().isThrownBy(scope::close).withMessageContaining("own thread");
                assertThatIllegalStateException().isThrownBy(tensor::close).withMessageContaining("own thread");
                assertThatIllegalStateException().isThrownBy(() -> TensorScope.detach(tensor)).withMessageContaining("own thread");
            });
            attempt.get();
            assertThat(tensor.isClosed()).isFalse();
        }
    }

    @Test
    void letsAnotherThreadReadItsTensors() throws Exception {
        try (TensorScope _ = TensorScope.open("mine"); ExecutorService other = Executors.newSingleThreadExecutor()) {
            Tensor tensor = Ops.ones(DType.F32, 2);
            Future<Double> sum = other.submit(() -> {
                try (TensorScope _ = TensorScope.open("theirs")) {
                    return tensor.sum().item();
                }
            });
            assertThat(sum.get()).isEqualTo(2);
        }
    }

    @Test
    void refusesVirtualThreads() throws Exception {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread.ofVirtual().start(() -> {
            try (TensorScope _ = TensorScope.open("virtual")) {
                seen.set(new AssertionError("opened"));
            } catch (IllegalStateException e) {
                seen.set(e);
            }
        }).join();
        assertThat(seen.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("platform thread");
    }

    @Test
    void forgetsTensorsThatWereClosedEarly() {
        try (TensorScope _ = TensorScope.open("long-lived")) {
            for (int i = 0; i < 5_000; i++) {
                Ops.zeros(DType.F32, 1).close();
            }
            assertThat(TensorScope.liveTensors()).isEqualTo(liveBefore);
        }
    }
}
