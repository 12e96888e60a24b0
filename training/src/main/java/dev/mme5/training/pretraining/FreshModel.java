package dev.mme5.training.pretraining;

import dev.mme5.core.corpus.Concept;
import dev.mme5.model.tokenizer.TextTokenizer;
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

    /// @param tokens [V, D], rows of unit root mean square where the token names something, zero elsewhere
    /// @param classes [C, D], unit rows
    public record Start(Tensor tokens, Tensor classes) {}

    /// @param vocabulary V
    /// @param dimension D
    /// @return tensors of the current scope
    public static Start of(List<Concept> concepts, TextTokenizer tokenizer, int vocabulary, int dimension) {
        try (TensorScope scope = TensorScope.open("token-statistics");
                NoGrad _ = NoGrad.enter()) {
            Tensor matrix = weightedCounts(concepts, tokenizer, vocabulary); // [C, V]
            Ops.Svd svd = Ops.svd(matrix);
            Tensor root = svd.s().narrow(0, 0, dimension).sqrt(); // [D]
            Tensor classes = svd.u().narrow(1, 0, dimension).mul(root); // [C, D]
            Tensor tokens = svd.v().narrow(1, 0, dimension).mul(root); // [V, D]
            Tensor unit = classes.div(classes.norm2(1, true).add(1e-6));
            double level = Math.sqrt(dimension);
            // Frequent names carry more: the rows' lengths are kept, scaled to a mean of one by element.
            double mean = tokens.norm2(1, false).sum().item() / Math.max(1, tokens.norm2(1, false).gt(1e-6).to(DType.F32).sum().item());
            return new Start(scope.keep(tokens.mul(level / mean)), scope.keep(unit));
        }
    }

    /// Term frequency by inverse document frequency: a concept's document is all its names and keywords.
    private static Tensor weightedCounts(List<Concept> concepts, TextTokenizer tokenizer, int vocabulary) {
        float[] counts = new float[concepts.size() * vocabulary];
        int[] documents = new int[vocabulary];
        for (int row = 0; row < concepts.size(); row++) {
            Map<Integer, Integer> terms = terms(concepts.get(row), tokenizer);
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

    private static Map<Integer, Integer> terms(Concept concept, TextTokenizer tokenizer) {
        Set<String> texts = new HashSet<>(concept.names().values());
        concept.keywords().values().forEach(texts::addAll);
        Map<Integer, Integer> terms = new HashMap<>();
        for (String text : texts) {
            for (int id : tokenizer.encode(text)) {
                terms.merge(id, 1, Integer::sum);
            }
        }
        return terms;
    }
}
