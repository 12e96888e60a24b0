package dev.mme5.training;

import dev.mme5.core.DatasetException;
import dev.mme5.core.run.Hashes;
import dev.mme5.core.run.Progress;
import dev.mme5.model.Encoder;
import dev.mme5.model.nn.Parameter;
import dev.mme5.torch.AdamW;
import dev.mme5.torch.Gradients;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.training.checkpoint.Checkpoints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/// The training loop. Everything that decides a step is a function of the recipe and the step's number, so a run that was stopped and
/// resumed gives the same bits as one that was not.
public final class Trainer implements AutoCloseable {
    private final TrainingRecipe recipe;
    private final TrainingTask task;
    private final TrainableParameters parameters;
    private final GradientStep gradients;
    private final AdamW optimizer;
    private final LearningRateSchedule schedule;
    private final Checkpoints checkpoints;
    private final TrainingLog log;
    private final InstantSource clock;
    private final List<Tensor> averages;
    private final List<Tensor> starts;
    private final String fingerprint;
    private final ExecutorService files =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("training-files").factory());
    private double secondsBefore;

    /// @param trained parameters of the model or its adapter, in F32; changed in place
    /// @param steps of the whole run
    /// @param run folder for checkpoints and `metrics.jsonl`
    public Trainer(
            TrainingRecipe recipe,
            Encoder encoder,
            List<Parameter> trained,
            TrainingTask task,
            long steps,
            Path run,
            InstantSource clock) {
        this.recipe = recipe;
        this.task = task;
        this.clock = clock;
        this.fingerprint = Hashes.sha256(
                (recipe.deciding() + " " + steps + " " + task.fingerprint()).getBytes(StandardCharsets.UTF_8));
        parameters = new TrainableParameters(trained, task.lossParameters(), recipe.typeOfTrained());
        gradients = new GradientStep(encoder, parameters, recipe.batch());
        TrainingRecipe.Optimizer adamW = recipe.optimizer();
        optimizer = new AdamW(parameters.groups(adamW), adamW.beta1(), adamW.beta2(), adamW.eps());
        schedule = recipe.schedule().over(steps);
        checkpoints = new Checkpoints(run.resolve("checkpoints"), recipe.checkpoints().keep());
        log = new TrainingLog(run.resolve("metrics.jsonl"));
        averages = recipe.ema() > 0 ? parameters.copies() : List.of();
        starts = recipe.interpolation() < 1 ? parameters.copies() : List.of();
    }

    /// Continues from the newest checkpoint.
    ///
    /// @throws DatasetException if there is none, or it belongs to another recipe or other data
    public void resume() {
        Checkpoints.State state = checkpoints
                .newest()
                .orElseThrow(() -> new DatasetException("resume: expected a checkpoint in the run's folder, got none; start without --resume"));
        if (!state.fingerprint().equals(fingerprint)) {
            throw new DatasetException("resume: expected the recipe and the data of the run that was stopped, got others; "
                    + "use the same, or start a new run");
        }
        checkpoints.readNewest(this::restore);
        secondsBefore = state.seconds();
        log.truncateAfter(state.step());
    }

    /// Runs to the end.
    ///
    /// @param afterStep called with the number of steps taken after each one
    /// @throws TrainingStoppedException if the thread is interrupted; the step is finished and saved first
    public void run(Progress progress, LongConsumer afterStep) {
        Rng rng = new Rng(recipe.seed());
        int batches = recipe.batch().accumulation();
        long started = clock.millis();
        try (Progress.Stage stage = progress.begin("training", schedule.steps());
                Prefetch prefetch = new Prefetch(task, optimizer.steps() * batches, schedule.steps() * batches)) {
            stage.advance(optimizer.steps());
            while (optimizer.steps() < schedule.steps()) {
                long step = optimizer.steps();
                TrainingLog.Step taken = step(step, prefetch, rng);
                double seconds = secondsBefore + (clock.millis() - started) / 1000.0;
                write(() -> log.append(taken, seconds));
                stage.advance(1);
                stage.note("loss %.3f".formatted(taken.loss()));
                if ((step + 1) % recipe.checkpoints().every() == 0 && step + 1 < schedule.steps()) {
                    save(seconds);
                }
                afterStep.accept(step + 1);
                if (Thread.currentThread().isInterrupted()) {
                    save(seconds);
                    throw new TrainingStoppedException(step + 1, schedule.steps());
                }
            }
            save(secondsBefore + (clock.millis() - started) / 1000.0);
        }
    }

    private TrainingLog.Step step(long step, Prefetch prefetch, Rng rng) {
        double rate = recipe.optimizer().learningRate() * schedule.factor(step);
        try (TensorScope _ = TensorScope.open("train-step")) {
            GradientStep.Result result = accumulate(step, prefetch, rng);
            double norm = Gradients.clipNorm(result.gradients(), recipe.optimizer().maxGradNorm());
            if (!Double.isFinite(norm)) {
                throw new IllegalStateException("step " + step + ": expected finite gradients, got norm " + norm + " at loss "
                        + result.loss() + "; lower the learning rate, or compute in f32");
            }
            optimizer.step(rate, result.gradients());
            average(step);
            return new TrainingLog.Step(step + 1, result.loss(), norm, rate);
        }
    }

    /// The mean of the losses of a step's batches, and of their gradients.
    private GradientStep.Result accumulate(long step, Prefetch prefetch, Rng rng) {
        int batches = recipe.batch().accumulation();
        List<Tensor> mean = new ArrayList<>();
        double loss = 0;
        for (long number = step * batches; number < (step + 1) * batches; number++) {
            try (TensorScope batch = TensorScope.open("batch")) {
                GradientStep.Result result = gradients(prefetch.take(number), rng.split(number));
                loss += result.loss() / batches;
                for (int i = 0; i < result.gradients().size(); i++) {
                    Tensor share = result.gradients().get(i).mulInPlace(1.0 / batches);
                    if (mean.size() == i) {
                        mean.add(batch.keep(share));
                    } else {
                        mean.get(i).addInPlace(share, 1);
                    }
                }
            }
        }
        return new GradientStep.Result(loss, mean);
    }

    private GradientStep.Result gradients(StepBatch batch, Rng rng) {
        parameters.beginStep();
        try {
            return gradients.run(batch, rng);
        } finally {
            parameters.endStep();
        }
    }

    /// Moves the running average towards the parameters; early in a run it follows them closely.
    private void average(long step) {
        double keep = Math.min(recipe.ema(), (1.0 + step) / (10.0 + step));
        try (NoGrad _ = NoGrad.enter()) {
            for (int i = 0; i < averages.size(); i++) {
                averages.get(i).mulInPlace(keep).addInPlace(parameters.masters().get(i), 1 - keep);
            }
        }
    }

    /// Puts the running averages in the parameters' place, for good: call when training is over.
    public void useAverages() {
        try (NoGrad _ = NoGrad.enter()) {
            for (int i = 0; i < averages.size(); i++) {
                parameters.masters().get(i).copyFrom(averages.get(i));
            }
        }
    }

    /// Takes the parameters back towards where they were before training, as far as the recipe says, for good: call last.
    public void interpolate() {
        try (NoGrad _ = NoGrad.enter()) {
            for (int i = 0; i < starts.size(); i++) {
                parameters.masters().get(i).mulInPlace(recipe.interpolation()).addInPlace(starts.get(i), 1 - recipe.interpolation());
            }
        }
    }

    /// On a thread of its own: an interrupt closes the file that the interrupted thread writes.
    private void write(Runnable output) {
        Futures.get(files.submit(output));
    }

    private void save(double seconds) {
        write(() -> checkpoint(seconds));
    }

    private void checkpoint(double seconds) {
        try (TensorScope _ = TensorScope.open("checkpoint")) {
            Map<String, Tensor> tensors = new LinkedHashMap<>(parameters.named());
            List<String> names = new ArrayList<>(tensors.keySet());
            for (int i = 0; i < averages.size(); i++) {
                tensors.put("ema." + names.get(i), averages.get(i));
            }
            tensors.putAll(optimizer.state());
            checkpoints.save(new Checkpoints.State(optimizer.steps(), fingerprint, seconds), tensors);
        }
    }

    private void restore(Map<String, Tensor> saved) {
        try (TensorScope _ = TensorScope.open("restore");
                NoGrad _ = NoGrad.enter()) {
            Map<String, Tensor> rest = new LinkedHashMap<>(saved);
            int index = 0;
            for (Map.Entry<String, Tensor> parameter : parameters.named().entrySet()) {
                parameter.getValue().copyFrom(required(rest, parameter.getKey()));
                if (!averages.isEmpty()) {
                    averages.get(index++).copyFrom(required(rest, "ema." + parameter.getKey()));
                }
            }
            optimizer.restore(rest);
        }
    }

    private static Tensor required(Map<String, Tensor> saved, String name) {
        Tensor tensor = saved.remove(name);
        if (tensor == null) {
            throw new DatasetException("resume: " + name + ": expected it in the checkpoint, got none; it belongs to another recipe");
        }
        return tensor;
    }

    @Override
    public void close() {
        gradients.close();
        optimizer.close();
        averages.forEach(Tensor::close);
        starts.forEach(Tensor::close);
        files.close();
        log.close();
    }
}
