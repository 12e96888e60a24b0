package dev.mme5.training.pretraining;

import dev.mme5.core.Content;
import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import dev.mme5.model.Encoder;
import dev.mme5.model.Prepared;
import dev.mme5.model.nn.Pass;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Class vectors for a model that has learned already: of each concept the mean of what the model makes of its names.
public final class ClassVectors {
    private ClassVectors() {}

    /// @param languages whose names count; of a concept without a name in any of them the English one
    /// @return [C, D], unit rows, in the current scope
    public static Tensor ofNames(List<Concept> concepts, List<Language> languages, Encoder encoder) {
        try (TensorScope scope = TensorScope.open("class-vectors");
                NoGrad _ = NoGrad.enter()) {
            List<Tensor> means = new ArrayList<>();
            for (Concept concept : concepts) {
                means.add(mean(names(concept, languages), encoder));
            }
            return scope.keep(unit(Ops.stack(means, 0)));
        }
    }

    private static List<String> names(Concept concept, List<Language> languages) {
        List<String> names = languages.stream().flatMap(language -> concept.name(language).stream()).distinct().toList();
        return names.isEmpty() ? List.of(concept.name(Language.ENGLISH).orElseThrow()) : names;
    }

    /// @return [D]
    private static Tensor mean(List<String> names, Encoder encoder) {
        try (TensorScope scope = TensorScope.open("class-vector")) {
            List<Prepared> rows = names.stream()
                    .map(name -> encoder.prepare(Content.text(name), UnaryOperator.identity()))
                    .toList();
            return scope.keep(unit(encoder.encode(rows, Pass.inference()).to(DType.F32)).mean(0, false));
        }
    }

    private static Tensor unit(Tensor rows) {
        return rows.div(rows.norm2(1, true));
    }
}
