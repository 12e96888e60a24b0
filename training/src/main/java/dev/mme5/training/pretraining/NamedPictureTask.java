package dev.mme5.training.pretraining;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Prompts;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Hashes;
import dev.mme5.model.Encoder;
import dev.mme5.model.Prepared;
import dev.mme5.model.nn.Parameter;
import dev.mme5.torch.Tensor;
import dev.mme5.training.StepBatch;
import dev.mme5.training.TaskSpec.NamedPictures;
import dev.mme5.training.TrainingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Pictures matched with their names, both ways, and both with one learned vector for each concept, which is forgotten afterwards.
/// Each picture of a step stands with two texts: its name as a query, and bare as a document, in two drawn languages. Some concepts of a
/// step have a captioned picture besides, if the recipe says so.
public final class NamedPictureTask implements TrainingTask {
    private static final String FIND_PICTURE = "Find me an everyday image that matches the given caption:";
    private static final String FIND_CAPTION = "Find an image caption describing the given everyday image.";
    private static final double QUERY_PICTURES = 0.2;

    private final NamedPictures spec;
    private final Encoder encoder;
    private final long seed;
    private final List<Concept> concepts;
    private final ConceptDraws draws;
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
        this.draws = new ConceptDraws(spec);
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
            queries.add(prepare(Prompts.query(FIND_PICTURE, Content.text(draws.text(concept, random)))));
            documents.add(prepare(Content.text(draws.text(concept, random))));
        }
        List<CaptionedPictures.Row> captions = captioned(drawn, step);
        List<Prepared> rows = new ArrayList<>(pictures);
        rows.addAll(queries);
        rows.addAll(documents);
        captions.forEach(row -> rows.add(encoder.prepare(row.content(), row.change())));
        return new NamedPictureBatch(
                rows,
                drawn.stream().mapToLong(Integer::longValue).toArray(),
                captions.stream().mapToLong(CaptionedPictures.Row::place).toArray(),
                new ConceptLoss(classes, scale, spec.classScale()));
    }

    private List<CaptionedPictures.Row> captioned(List<Integer> drawn, long step) {
        List<Concept> ofStep = drawn.stream().map(concepts::get).toList();
        return spec.captioned()
                .map(shares -> new CaptionedPictures(shares, draws).rows(ofStep, place -> SeededRandom.of(seed, "captioned", step, place)))
                .orElse(List.of());
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
        Content drawing = Content.image(draws.drawing(concept, random));
        Content content = random.nextDouble() < QUERY_PICTURES ? Prompts.query(FIND_CAPTION, drawing) : Prompts.document(drawing);
        return encoder.prepare(content, ConceptDraws.changes(concept, random));
    }

    private Prepared prepare(Content content) {
        return encoder.prepare(content, UnaryOperator.identity());
    }
}
