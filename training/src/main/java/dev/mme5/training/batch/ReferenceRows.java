package dev.mme5.training.batch;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImagePart;
import dev.mme5.core.Part;
import dev.mme5.core.Prompts;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.core.TextPart;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.model.Encoder;
import dev.mme5.model.Prepared;
import dev.mme5.training.TaskSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Batches as the public training code of mmE5 makes them (`compat: mme5`; reference: src/dataset.py, src/collator.py), where that
/// changes a number:
///
/// - each query has exactly K hard negatives: the first K, or the last one again;
/// - a negative without a text takes the positive's, if no negative of the row has one, else that of one that has;
/// - queries, positives and negatives are a group each, and in a group with a picture all rows have one, if need be a blank one;
/// - prompts are cut at [#MAX_TOKENS]; for markers in texts see [Encoder#prepareAsTrained].
///
/// @param seed decides which text stands for a missing one
public record ReferenceRows(TaskSpec.Contrastive spec, Encoder encoder, long seed) {
    /// Most tokens of a prompt, special ones included (reference: scripts/train/train.sh, `--max_len`).
    public static final int MAX_TOKENS = 256;

    /// One prompt as the model is shown it, but for what stands beside it.
    static Prepared read(Content prompt, Encoder encoder) {
        return encoder.prepareAsTrained(prompt, MAX_TOKENS);
    }

    /// @param number of the batch
    OwnQueryBatch batch(List<Example> drawn, long number) {
        List<Prepared> rows = new ArrayList<>();
        rows.addAll(group(drawn.stream().map(example -> Prompts.query(example.instruction(), example.query()))));
        rows.addAll(group(drawn.stream().map(example -> Prompts.document(example.positive()))));
        rows.addAll(group(drawn.stream().flatMap(example -> negatives(example, number).stream()).map(Prompts::document)));
        return new OwnQueryBatch(rows, drawn.size(), spec.hardNegatives(), spec.temperature());
    }

    private List<Prepared> group(Stream<Content> contents) {
        List<Prepared> rows = contents.map(prompt -> read(prompt, encoder)).toList();
        boolean pictured = rows.stream().anyMatch(row -> row.pictures() > 0);
        return pictured ? rows.stream().map(encoder::besidePictures).toList() : rows;
    }

    /// K of them; the positive's own, if the row has none.
    List<Content> negatives(Example example, long number) {
        List<Content> all = example.hardNegatives();
        List<Content> worded = all.stream().filter(negative -> !text(negative).isEmpty()).toList();
        SeededRandom random = SeededRandom.of(seed, "empty negative", number, example.id());
        List<Content> taken = new ArrayList<>();
        for (int k = 0; k < spec.hardNegatives(); k++) {
            Content negative = all.isEmpty() ? example.positive() : all.get(Math.min(k, all.size() - 1));
            taken.add(text(negative).isEmpty() ? worded(negative, worded.isEmpty() ? example.positive() : random.pick(worded)) : negative);
        }
        return taken;
    }

    private static String text(Content content) {
        return content.text().orElse("");
    }

    /// The negative's pictures with another document's words: its text beside a picture, its whole prompt without one.
    private static Content worded(Content negative, Content other) {
        List<Part> parts = new ArrayList<>();
        negative.images().forEach(image -> parts.add(new ImagePart(image)));
        String words = parts.isEmpty() ? text(Prompts.document(other)) : text(other);
        if (parts.isEmpty() || !words.isEmpty()) {
            parts.add(new TextPart(words));
        }
        return new Content(parts, other.framing());
    }

    /// The examples without the last synthesized one of each task, which the public code loses by reading `train[:-1]` of each subset.
    public static List<Example> withoutLast(List<Example> examples) {
        Map<TaskKind, Integer> last = new EnumMap<>(TaskKind.class);
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            if (example.provenance() instanceof Provenance.Synthetic) {
                last.put(example.task(), i);
            }
        }
        return SomeExamples.of(examples, IntStream.range(0, examples.size()).filter(i -> !last.containsValue(i)).toArray());
    }
}
