package dev.mme5.training.pretraining;

import dev.mme5.core.corpus.Concept;
import dev.mme5.model.Encoder;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Starting points for token embeddings and class vectors: the singular vectors of which concept is named with which tokens, so that
/// the text side knows something at the first step. Without it the contrastive loss stays where it begins for hundreds of steps.
public final class FreshModel {
    private FreshModel() {}

    /// Sets the token embeddings of a fresh encoder.
    ///
    /// @return initial class vectors [C, D], unit rows, in the current scope
    public static Tensor begin(List<Concept> concepts, Encoder encoder) {
        try (TensorScope scope = TensorScope.open("token-statistics");
                NoGrad _ = NoGrad.enter()) {
            Tensor table = encoder.tokenTable().value(); // [V or more, D]
            int vocabulary = (int) table.size(0);
            int dimension = encoder.dimension();
            Tensor matrix = weightedCounts(concepts, encoder, vocabulary); // [C, V]
            Ops.Svd svd = Ops.svd(matrix);
            Tensor root = svd.s().narrow(0, 0, dimension).sqrt(); // [D]
            Tensor classes = svd.u().narrow(1, 0, dimension).mul(root); // [C, D]
            Tensor tokens = svd.v().narrow(1, 0, dimension).mul(root); // [V, D]
            Tensor unit = classes.div(classes.norm2(1, true).add(1e-6));
            Tensor lengths = tokens.norm2(1, true); // [V, 1]
            Tensor naming = lengths.gt(1e-6);
            double mean = lengths.sum().item() / naming.to(DType.F32).sum().item();
            // Rows that name something come to a root mean square of one on average; the others keep their small random rows.
            table.copyFrom(Ops.where(naming, tokens.mul(Math.sqrt(dimension) / mean), table));
            return scope.keep(unit);
        }
    }

    /// Term frequency by inverse document frequency: a concept's document is all its names and keywords.
    private static Tensor weightedCounts(List<Concept> concepts, Encoder encoder, int vocabulary) {
        float[] counts = new float[concepts.size() * vocabulary];
        int[] documents = new int[vocabulary];
        for (int row = 0; row < concepts.size(); row++) {
            Map<Integer, Integer> terms = terms(concepts.get(row), encoder);
            for (Map.Entry<Integer, Integer> term : terms.entrySet()) {
                counts[row * vocabulary + term.getKey()] = (float) (1 + Math.log(term.getValue()));
                documents[term.getKey()]++;
            }
        }
        for (int row = 0; row < concepts.size(); row++) {
            double squares = 0;
            for (int term = 0; term < vocabulary; term++) {
                int at = row * vocabulary + term;
                if (counts[at] > 0) {
                    counts[at] *= (float) Math.log((1.0 + concepts.size()) / (1.0 + documents[term]));
                    squares += counts[at] * counts[at];
                }
            }
            for (int term = 0; term < vocabulary; term++) {
                counts[row * vocabulary + term] /= (float) Math.sqrt(Math.max(squares, 1e-12));
            }
        }
        return Ops.of(counts, concepts.size(), vocabulary);
    }

    private static Map<Integer, Integer> terms(Concept concept, Encoder encoder) {
        Set<String> texts = new HashSet<>(concept.names().values());
        concept.keywords().values().forEach(texts::addAll);
        Map<Integer, Integer> terms = new HashMap<>();
        for (String text : texts) {
            for (int id : encoder.tokens(text)) {
                terms.merge(id, 1, Integer::sum);
            }
        }
        return terms;
    }
}
