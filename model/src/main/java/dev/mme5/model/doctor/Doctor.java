package dev.mme5.model.doctor;

import dev.mme5.core.ModelFormatException;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.run.Progress;
import dev.mme5.model.Encoder;
import dev.mme5.model.Loading;
import dev.mme5.model.ModelLoader;
import dev.mme5.torch.DType;
import dev.mme5.torch.TorchException;
import dev.mme5.torch.safetensors.CheckpointFiles;
import dev.mme5.torch.safetensors.WeightFormatException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Examines a model's folder. A fault ends no examination: what can be looked at still is.
public final class Doctor {
    private static final double BOUND_F32 = 1e-5;
    private static final double BOUND_BF16 = 5e-3;
    private static final double BOUND_TYPES = 0.02;

    private final Path folder;
    private final Options options;
    private final Progress.Stage stage;
    private final List<Finding> findings = new ArrayList<>();

    /// @param quick for large models: look at the beginning of each weight only, and at no picture
    /// @param compare with the record in the folder, if there is one
    /// @param demo the reference's example picture, if its demo is to be repeated
    public record Options(boolean quick, boolean compare, Optional<Path> demo) {}

    private Doctor(Path folder, Options options, Progress.Stage stage) {
        this.folder = folder;
        this.options = options;
        this.stage = stage;
    }

    /// Runs every check. A model of [Loading#LARGE] parameters or more is computed in the type of its weights, others in F32.
    ///
    /// @param progress told of each finding
    public static Report examine(Path folder, Options options, Progress progress) {
        try (Progress.Stage stage = progress.begin("checks", -1)) {
            Doctor doctor = new Doctor(folder, options, stage);
            doctor.examine();
            return Report.of(folder.toString(), doctor.findings);
        }
    }

    /// Writes down what the model looks like now, for later examinations to compare with.
    ///
    /// @return the record's file
    /// @throws ModelFormatException if the model cannot be opened
    public static Path record(Path folder) {
        Loading loading = Loading.fitting(folder, Optional.empty());
        try (Encoder encoder = ModelLoader.open(folder, loading);
                CheckpointFiles files = CheckpointFiles.open(folder)) {
            Vectors vectors = new Vectors(encoder);
            Map<String, float[]> probes = new LinkedHashMap<>();
            allProbes().forEach(probe -> probes.put(probe.name(), vectors.alone(probe)));
            PromptChecks prompts = new PromptChecks(folder, encoder);
            new HealthRecord(name(loading.type()), prompts.template(), prompts.picturesHash(), WeightHashes.of(files), probes).write(folder);
            return folder.resolve(HealthRecord.FILE);
        }
    }

    private static List<Probe> allProbes() {
        List<Probe> probes = new ArrayList<>(Probe.texts());
        probes.addAll(Probe.pictures());
        return probes;
    }

    private void examine() {
        run("resize kernel", ResizeGoldens::examine);
        Optional<HealthRecord> record = options.compare() ? attempt("record", () -> HealthRecord.read(folder)) : Optional.empty();
        examineWeights(record);
        Optional<Encoder> opened = open();
        if (opened.isEmpty()) {
            add(Finding.skipped("prompts and vectors", "the model could not be opened"));
            return;
        }
        try (Encoder encoder = opened.get()) {
            examinePrompts(new PromptChecks(folder, encoder), record);
            examineVectors(encoder, record);
        }
    }

    private void examineWeights(Optional<HealthRecord> record) {
        try (CheckpointFiles files = CheckpointFiles.open(folder)) {
            boolean part = options.quick() && files.elements() >= Loading.LARGE;
            WeightChecks checks = new WeightChecks(files, part);
            checks.numbers().forEach(this::add);
            String recorded = "weights" + HealthRecord.COMPARED;
            if (record.isEmpty()) {
                add(Finding.skipped(recorded, "not compared with any " + HealthRecord.FILE + ": a weight that is transposed or exchanged"
                        + " cannot be seen; record the model when it is known to be good"));
            } else if (part) {
                add(Finding.skipped(recorded, "it reads every weight; leave out --quick"));
            } else {
                run(recorded, () -> checks.asRecorded(record.get()));
            }
        } catch (WeightFormatException | UncheckedIOException e) {
            add(Finding.fail("weight files", "", "", String.valueOf(e.getMessage())));
        }
    }

    private Optional<Encoder> open() {
        String check = "keys and shapes";
        return attempt(check, () -> {
            Encoder encoder = ModelLoader.open(folder, Loading.fitting(folder, Optional.empty()));
            int used = encoder.weights().used().size();
            int all = encoder.weights().parameters().size();
            String beside = all == used ? "none left over" : all - used + " of a language-model head left alone";
            add(Finding.pass(check, used + " weights placed, " + beside, "all, each of its shape"));
            return Optional.of(encoder);
        });
    }

    private void examinePrompts(PromptChecks prompts, Optional<HealthRecord> record) {
        run("image tokens", prompts::imageTokens);
        run("beginning of text", prompts::beginOfText);
        run("template", () -> prompts.template(record));
        run("picture settings", () -> prompts.pictures(record));
    }

    private void examineVectors(Encoder encoder, Optional<HealthRecord> record) {
        Loading loading = Loading.fitting(folder, Optional.empty());
        boolean large = loading.isLarge();
        boolean pictures = !(large && options.quick());
        Vectors vectors = new Vectors(encoder);
        double bound = loading.type() == DType.F32 ? BOUND_F32 : BOUND_BF16;
        VectorChecks checks = new VectorChecks(vectors, bound, pictures);
        List<Probe> probes = pictures ? allProbes() : Probe.texts();
        run("final norm", () -> ModelChecks.finalNorm(encoder, vectors, loading.type() == DType.F32 ? 1e-3 : 2e-2));
        run("batch of 1 = batch of N", checks::batchOfOne);
        run("padding left out", checks::padding);
        run("order of the rows", checks::order);
        run("short and long neighbours", checks::neighbours);
        run("contents count", checks::differences);
        run("f32 against bf16", () -> types(vectors, loading.type(), large ? List.of(Probe.SHORT_TEXT) : probes));
        if (record.isEmpty()) {
            add(Finding.skipped("vectors" + HealthRecord.COMPARED, "not compared with any " + HealthRecord.FILE));
        } else {
            run("vectors" + HealthRecord.COMPARED, () -> ModelChecks.asRecorded(record.get(), vectors, probes, name(loading.type())));
        }
        options.demo().ifPresent(example -> run("the reference's demo", () -> ModelChecks.demo(vectors, example)));
    }

    private Finding types(Vectors vectors, DType type, List<Probe> probes) {
        DType other = type == DType.F32 ? DType.BF16 : DType.F32;
        try (Encoder encoder = ModelLoader.open(folder, Loading.fitting(folder, Optional.of(other)))) {
            return ModelChecks.types(vectors, new Vectors(encoder), probes, BOUND_TYPES);
        }
    }

    private static String name(DType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private void run(String check, Supplier<Finding> body) {
        attempt(check, () -> Optional.of(body.get())).ifPresent(this::add);
    }

    /// What goes wrong in a check is its finding.
    private <T> Optional<T> attempt(String check, Supplier<Optional<T>> body) {
        try {
            return body.get();
        } catch (ModelFormatException | JsonException | WeightFormatException | TorchException | UncheckedIOException
                | IllegalArgumentException e) {
            add(Finding.fail(check, "", "", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private void add(Finding finding) {
        findings.add(finding);
        stage.note(finding.check());
        stage.advance(1);
    }
}
