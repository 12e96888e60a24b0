package dev.mme5.training.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.model.nn.Parameter;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamedPictureBatchTest {
    private static final int CONCEPTS = 6;
    private static final long[] CLASSES = {3, 1, 4, 0, 5, 2};

    private TensorScope scope;
    private Tensor named;
    private ConceptLoss loss;

    @BeforeEach
    void open() {
        scope = TensorScope.open("test");
        named = unit(Ops.randn(new Rng(4), CONCEPTS, 8));
        loss = new ConceptLoss(
                new Parameter("classes", Ops.randn(new Rng(5), CONCEPTS, 8)), new Parameter("scale", Ops.full(2, DType.F32)), 10);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor unit(Tensor x) {
        return x.div(x.norm2(1, true));
    }

    /// Pictures and both texts of a concept alike, then captioned pictures with the vectors of some concepts.
    private double loss(long[] captioned, long... vectors) {
        Tensor rows = Ops.cat(List.of(named, named, named, named.indexSelect(0, Ops.of(vectors, vectors.length))), 0);
        return new NamedPictureBatch(List.of(), CLASSES, captioned, loss).loss(rows).item();
    }

    @Test
    void losesLessWhereACaptionedPictureIsWhatItStandsFor() {
        assertThat(loss(new long[] {0, 2, 5}, 0, 2, 5)).isLessThan(loss(new long[] {0, 2, 5}, 2, 5, 0));
        assertThat(loss(new long[] {0, 2, 5}, 0, 2, 5)).isLessThan(loss(new long[] {0, 2, 5}, 0, 2, 1));
    }

    @Test
    void weighsACaptionedPictureAsMuchAsAPlainOne() {
        double plain = loss(new long[0], new long[0]);
        double all = loss(new long[] {0, 1, 2, 3, 4, 5}, 0, 1, 2, 3, 4, 5);
        // Each captioned picture has the vector of its plain one, which matches alike and is classed alike; texts are classed besides.
        Tensor labels = Ops.of(CLASSES, CONCEPTS);
        double texts = loss.classify(named, labels).item() * 0.5;
        assertThat(all - plain).isCloseTo(plain - texts, within(1e-5));
    }
}
