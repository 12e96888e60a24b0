package dev.mme5.cli;

import dev.mme5.cli.stage.RunRecord;
import dev.mme5.core.json.Json;
import dev.mme5.torch.DType;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The flags of commands that write a model, and their last steps.
final class ModelOutput {
    @Option(names = {"-o", "--out"}, paramLabel = "DIR", description = "The new model's folder; it may also be given as DIR alone.")
    @Nullable Path out;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The new model's folder.")
    @Nullable Path plain;

    @Option(names = "--dtype", paramLabel = "f32|bf16", description = "The type of the weights on disk (default: what config.json says).")
    @Nullable DType dtype;

    /// @throws IllegalArgumentException if it was not given, or twice
    Path folder() {
        if (out != null && plain == null) {
            return out;
        }
        if (plain != null && out == null) {
            return plain;
        }
        throw new IllegalArgumentException("--out: expected one folder for the new model, got " + (out == null ? "none" : "two")
                + "; give --out DIR");
    }

    /// @throws IllegalArgumentException if it is a type that weights are not written in
    DType dtype(Path model) {
        if (dtype != null && dtype != DType.F32 && dtype != DType.BF16) {
            throw new IllegalArgumentException("--dtype: expected f32 or bf16, got " + dtype);
        }
        if (dtype != null) {
            return dtype;
        }
        return Json.read(model.resolve("config.json")).stringOr("torch_dtype", "bfloat16").equals("float32") ? DType.F32 : DType.BF16;
    }

    /// @throws IllegalArgumentException if a model would be written over the one it is made from
    void requireOther(Path from) {
        if (folder().toAbsolutePath().normalize().equals(from.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("--out: expected another folder than the model's own, got " + folder());
        }
    }

    /// Leaves the run's manifest beside the model and prints what the model is.
    ///
    /// @param made SHA-256 of what the model was made from; empty to write down its own files'
    int finish(RunRecord record, Map<String, Long> seeds, Map<String, String> made, Console console) {
        ModelFacts facts = ModelFacts.of(folder());
        record.write(folder(), "", seeds, made.isEmpty() ? facts.hashes() : made);
        console.result(facts, () -> "Wrote " + facts.summary() + " into " + folder() + ".");
        return ExitCode.OK;
    }
}
