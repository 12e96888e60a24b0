package dev.mme5.training.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Content;
import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.nn.Pass;
import dev.mme5.testkit.SampleCorpus;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassVectorsTest {
    @TempDir
    private Path folder;

    @Test
    void areTheMeansOfWhatTheModelMakesOfTheNames() {
        List<Concept> concepts = SampleCorpus.write(folder.resolve("corpus"), 8).concepts();
        Path model = TinyMllama.oneTile().write(folder.resolve("model"), 7);
        try (Encoder encoder = ModelLoader.open(model, DType.F32);
                TensorScope _ = TensorScope.open("test");
                NoGrad _ = NoGrad.enter()) {
            Tensor vectors = ClassVectors.ofNames(concepts, List.of(Language.ENGLISH, new Language("xx")), encoder);
            assertThat(vectors.shape()).containsExactly(concepts.size(), TinyMllama.HIDDEN);
            for (int i = 0; i < concepts.size(); i++) {
                Content name = Content.text(concepts.get(i).name(Language.ENGLISH).orElseThrow());
                Tensor alone = encoder.encode(List.of(encoder.prepare(name, UnaryOperator.identity())), Pass.inference());
                float[] unit = alone.div(alone.norm2(1, true)).toFloatArray();
                float[] vector = vectors.select(0, i).contiguous().toFloatArray();
                assertThat(vector).containsExactly(unit, within(1e-5f));
            }
        }
    }
}
