package dev.mme5.training.pretraining;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Prompts;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Hashes;
import dev.mme5.model.Encoder;
import dev.mme5.model.Prepared;
import dev.mme5.model.nn.Parameter;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.training.StepBatch;
import dev.mme5.training.TaskSpec.NamedPictures;
import dev.mme5.training.TrainingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pictures matched with their names, both ways, and both with one learned vector for each concept, which is forgotten afterwards.
/// Each picture of a step stands with two texts: its name as a query, and bare as a document, in two drawn languages.
public final class NamedPictureTask implements TrainingTask {
    private static final String FIND_PICTURE = "Find me an everyday image that matches the given caption:";
    private static final String FIND_CAPTION = "Find an image caption describing the given everyday image.";
    private static final double QUERY_PICTURES = 0.2;
    private static final double KEYWORD_TEXTS = 0.15;

    private final NamedPictures spec;
    private final Encoder encoder;
    private final long seed;
    private final List<Concept> concepts;
    private final DrawingStyles drawings;
    private final LanguageDraw languages;
    private final Parameter classes;
    private final Parameter scale;

    /// @param classes [C, D], initial class vectors, one for each concept in the order of [#concepts]; owned by the caller
    /// @param scale scalar, the logarithm of the inverse temperature; owned by the caller
    /// @throws DatasetException if there are fewer concepts than pictures in a step
    public NamedPictureTask(NamedPictures spec, Encoder encoder, long seed, Tensor classes, Tensor scale) {
        this.spec = spec;
        this.encoder = encoder;
        this.seed = seed;
        this.concepts = concepts(spec);
        this.drawings = new DrawingStyles(spec.styles());
        this.languages = new LanguageDraw(spec.languages(), spec.otherLanguages());
        this.classes = new Parameter("loss.classes", classes);
        this.scale = new Parameter("loss.logit_scale", scale);
        if (concepts.size() < spec.pictures()) {
            throw new DatasetException(spec.corpus() + ": expected at least " + spec.pictures() + " concepts with a drawing, got "
                    + concepts.size() + "; lower pictures, or add splits or styles");
        }
    }

    /// The concepts a task learns from, in the order of their ids.
    public static List<Concept> concepts(NamedPictures spec) {
        DrawingStyles drawings = new DrawingStyles(spec.styles());
        return ConceptCorpus.open(spec.corpus()).concepts().stream()
                .filter(concept -> spec.splits().contains(concept.split()))
                .filter(drawings::draws)
                .toList();
    }

    @Override
    public List<Parameter> lossParameters() {
        return List.of(classes, scale);
    }

    @Override
    public String fingerprint() {
        StringBuilder all = new StringBuilder(spec + " " + seed + " " + Hashes.sha256(spec.corpus().resolve(ConceptCorpus.CONCEPTS_FILE)));
        spec.styles().forEach(style -> all.append(' ').append(Hashes.sha256(style.zip())));
        return Hashes.sha256(all.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public StepBatch batch(long step) {
        List<Integer> drawn = drawn(step);
        List<Prepared> pictures = new ArrayList<>();
        List<Prepared> queries = new ArrayList<>();
        List<Prepared> documents = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            Concept concept = concepts.get(drawn.get(i));
            SeededRandom random = SeededRandom.of(seed, "row", step, i);
            pictures.add(picture(concept, random));
            queries.add(prepare(Prompts.query(FIND_PICTURE, Content.text(text(concept, random)))));
            documents.add(prepare(Content.text(text(concept, random))));
        }
        List<Prepared> rows = new ArrayList<>(pictures);
        rows.addAll(queries);
        rows.addAll(documents);
        return new Batch(rows, drawn.stream().mapToLong(Integer::longValue).toArray());
    }

    /// Walks through a fresh shuffle of all concepts each epoch; no concept occurs twice in a step.
    private List<Integer> drawn(long step) {
        int perEpoch = concepts.size() / spec.pictures();
        List<Integer> all = java.util.stream.IntStream.range(0, concepts.size()).boxed().toList();
        List<Integer> shuffled = SeededRandom.of(seed, "epoch", step / perEpoch).shuffled(all);
        int from = (int) (step % perEpoch) * spec.pictures();
        return shuffled.subList(from, from + spec.pictures());
    }

    private Prepared picture(Concept concept, SeededRandom random) {
        ImageRef image = drawings.draw(concept, random);
        boolean mayFlip = concept.group().equals("Animals & Nature") || concept.group().equals("Food & Drink");
        Content content = random.nextDouble() < QUERY_PICTURES
                ? Prompts.query(FIND_CAPTION, Content.image(image))
                : Prompts.document(Content.image(image));
        return encoder.prepare(content, new Augmentation(random, mayFlip));
    }

    private Prepared prepare(Content content) {
        return encoder.prepare(content, java.util.function.UnaryOperator.identity());
    }

    /// The concept's name in a drawn language; sometimes two of its keywords.
    private String text(Concept concept, SeededRandom random) {
        Language language = languages.draw(concept, random);
        List<String> keywords = concept.keywords(language);
        if (keywords.size() >= 2 && random.nextDouble() < KEYWORD_TEXTS) {
            return String.join(", ", random.sample(keywords, 2));
        }
        Optional<String> name = concept.name(language);
        return name.orElseGet(() -> concept.name(Language.ENGLISH).orElseThrow());
    }

    /// Rows in the order pictures, query texts, document texts.
    private final class Batch implements StepBatch {
        private final List<Prepared> rows;
        private final long[] concept;

        Batch(List<Prepared> rows, long[] concept) {
            this.rows = rows;
            this.concept = concept;
        }

        @Override
        public List<Prepared> rows() {
            return rows;
        }

        @Override
        public Tensor loss(Tensor embeddings) {
            int size = concept.length;
            Tensor pictures = embeddings.narrow(0, 0, size); // [B, D]
            Tensor queries = embeddings.narrow(0, size, size);
            Tensor documents = embeddings.narrow(0, 2L * size, size);
            Tensor matches = match(pictures, queries).add(match(pictures, documents)).mul(0.5);
            Tensor labels = Ops.of(concept, size);
            Tensor classed = classify(pictures, labels).add(classify(queries, labels).add(classify(documents, labels)).mul(0.5));
            return matches.add(classed).mul(0.5);
        }

        /// Both directions of the contrastive loss with the learned temperature.
        private Tensor match(Tensor pictures, Tensor texts) {
            Tensor logits = pictures.matmul(texts.transpose(0, 1)).mul(scale.value().exp()); // [B, B]
            Tensor diagonal = Ops.arange(concept.length);
            return Ops.crossEntropy(logits, diagonal).add(Ops.crossEntropy(logits.transpose(0, 1), diagonal)).mul(0.5);
        }

        private Tensor classify(Tensor rows, Tensor labels) {
            Tensor directions = classes.value().div(classes.value().norm2(1, true)); // [C, D]
            return Ops.crossEntropy(rows.matmul(directions.transpose(0, 1)).mul(spec.classScale()), labels);
        }
    }
}
