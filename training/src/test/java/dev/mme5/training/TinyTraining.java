package dev.mme5.training;

import dev.mme5.core.AdapterSpec;
import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.Language;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.core.Thinking;
import dev.mme5.testkit.SamplePictures;
import dev.mme5.training.TaskSpec.Contrastive;
import dev.mme5.training.TaskSpec.Negatives;
import dev.mme5.training.TrainingRecipe.Batch;
import dev.mme5.training.TrainingRecipe.Checkpoints;
import dev.mme5.training.TrainingRecipe.Compute;
import dev.mme5.training.TrainingRecipe.Optimizer;
import dev.mme5.training.TrainingRecipe.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Data and recipes of runs that take a moment.
public final class TinyTraining {
    public static final Contrastive TASK = new Contrastive(4, 2, 1, 0.1, Negatives.SHARED);
    public static final AdapterSpec DORA = new AdapterSpec.Dora(4, 8, 0.1, List.of("q_proj", "v_proj", "down_proj", "fc2"));

    private TinyTraining() {}

    /// Examples in turn from text to picture and from picture with text to text, each of a polygon of its own with the next one as its
    /// hard negative.
    public static List<Example> examples(int count) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            examples.add(i % 2 == 0 ? textToPicture(i) : pictureToText(i));
        }
        return examples;
    }

    private static Example textToPicture(int i) {
        return example("row-" + i, Content.text("polygon " + i), picture(i), List.of(picture(i + 1)));
    }

    private static Example pictureToText(int i) {
        Content query = Content.imageText(SamplePictures.picture(i), "Which one?");
        return example("row-" + i, query, Content.text("number " + i), List.of(Content.text("number " + (i + 1))));
    }

    public static Content picture(int number) {
        return Content.image(SamplePictures.picture(number));
    }

    public static Example example(String id, Content query, Content positive, List<Content> negatives) {
        return example(id, "Find it:", query, positive, negatives);
    }

    public static Example example(String id, String instruction, Content query, Content positive, List<Content> negatives) {
        return new Example(
                id, TaskKind.RETRIEVAL, Language.ENGLISH, instruction, query, positive, negatives, new Provenance.Labelled("polygons"));
    }

    /// A text with a text, as if a teacher had written it.
    public static Example synthesized(int number, TaskKind task) {
        Thinking thinking = new Thinking(
                List.of(), new Thinking.Draft("", "", "", ""), new Thinking.SelfEvaluation("", "", "", ""), "");
        return new Example("row-" + number, task, Language.ENGLISH, "Find it:", Content.text("question " + number),
                Content.text("answer " + number), List.of(), new Provenance.Synthetic("teacher", "0", 1, thinking));
    }

    public static TrainingRecipe withTask(TrainingRecipe recipe, TaskSpec task, Schedule schedule) {
        return new TrainingRecipe(recipe.seed(), recipe.compute(), recipe.adapter(), task, recipe.batch(), recipe.optimizer(), schedule,
                recipe.ema(), recipe.interpolation(), recipe.checkpoints());
    }

    public static TrainingRecipe recipe(AdapterSpec adapter, Compute compute, double ema) {
        Optimizer optimizer = new Optimizer(0.003, 0.9, 0.98, 1e-8, 0.01, 5, Map.of("embed_tokens", 2.0));
        return new TrainingRecipe(7, compute, adapter, TASK, new Batch(1, 2, 60, 2), optimizer, new Schedule(6, 0, 0.2, 0.5), ema, 1,
                new Checkpoints(3, 2));
    }

    /// Steps as quick as can be: two rows and their positives, few adapted layers.
    public static TrainingRecipe small(Checkpoints checkpoints) {
        TrainingRecipe recipe = recipe(new AdapterSpec.Dora(2, 4, 0.1, List.of("q_proj")), Compute.F32, 0.9);
        return new TrainingRecipe(recipe.seed(), recipe.compute(), recipe.adapter(), new Contrastive(2, 1, 0, 0.1, Negatives.SHARED),
                new Batch(1, 2, 500, 8), recipe.optimizer(), recipe.schedule(), recipe.ema(), recipe.interpolation(), checkpoints);
    }

    public static TrainingRecipe withOptimizer(TrainingRecipe recipe, Optimizer optimizer) {
        return new TrainingRecipe(recipe.seed(), recipe.compute(), recipe.adapter(), recipe.task(), recipe.batch(), optimizer,
                recipe.schedule(), recipe.ema(), recipe.interpolation(), recipe.checkpoints());
    }

    public static TrainingRecipe withCheckpoints(TrainingRecipe recipe, Checkpoints checkpoints) {
        return new TrainingRecipe(recipe.seed(), recipe.compute(), recipe.adapter(), recipe.task(), recipe.batch(), recipe.optimizer(),
                recipe.schedule(), recipe.ema(), recipe.interpolation(), checkpoints);
    }

    public static TrainingRecipe withAccumulation(TrainingRecipe recipe, int batches) {
        Batch batch = new Batch(batches, recipe.batch().workers(), recipe.batch().tokens(), recipe.batch().pictures());
        return new TrainingRecipe(recipe.seed(), recipe.compute(), recipe.adapter(), recipe.task(), batch, recipe.optimizer(),
                recipe.schedule(), recipe.ema(), recipe.interpolation(), recipe.checkpoints());
    }
}
