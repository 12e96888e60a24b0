package dev.mme5.model.doctor;

import dev.mme5.core.ImageRef;
import dev.mme5.core.Content;
import dev.mme5.core.Prompts;
import dev.mme5.model.Encoder;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether the vectors are those the weights stand for.
final class ModelChecks {
    private static final double DEMO_BOUND = 0.02;
    private static final double RECORDED_BOUND = 1e-5;

    private ModelChecks() {}

    /// The vector, without the final norm's scale, has a root mean square of 1: the norm was applied, and last.
    static Finding finalNorm(Encoder encoder, Vectors vectors, double bound) {
        float[] vector = vectors.alone(Probe.SHORT_TEXT);
        float[] scale = floats(encoder.traits().finalNorm().value());
        double sum = 0;
        int used = 0;
        for (int i = 0; i < vector.length; i++) {
            if (scale[i] != 0) {
                double plain = vector[i] / scale[i];
                sum += plain * plain;
                used++;
            }
        }
        double rms = Math.sqrt(sum / used);
        String figure = String.format(Locale.ROOT, "root mean square %.4f", rms);
        String allowed = String.format(Locale.ROOT, "1 +- %.0e", bound);
        return Math.abs(rms - 1) <= bound
                ? Finding.pass("final norm", figure, allowed)
                : Finding.fail("final norm", figure, allowed, encoder.traits().finalNorm().name() + " is not what vectors pass last: they"
                        + " come from before the norm, or its weight is broken; fetch the weights again");
    }

    private static float[] floats(Tensor tensor) {
        try (TensorScope _ = TensorScope.open("doctor")) {
            return tensor.toFloatArray();
        }
    }

    /// The same contents in both types.
    static Finding types(Vectors one, Vectors other, List<Probe> probes, double bound) {
        double worst = 0;
        for (Probe probe : probes) {
            worst = VectorChecks.worse(worst, Vectors.distance(one.alone(probe), other.alone(probe)));
        }
        String figure = String.format(Locale.ROOT, "cosine %.5f, least of %d", 1 - worst, probes.size());
        String allowed = String.format(Locale.ROOT, ">= %.2f", 1 - bound);
        return worst <= bound
                ? Finding.pass("f32 against bf16", figure, allowed)
                : Finding.fail("f32 against bf16", figure, allowed, "the weights lose too much in bf16, or one of the two is computed wrongly on"
                        + " this machine; compute with --dtype f32");
    }

    /// @param type that the vectors are computed in, such as `f32`
    static Finding asRecorded(HealthRecord record, Vectors vectors, List<Probe> probes, String type) {
        String check = "vectors" + HealthRecord.COMPARED;
        double bound = record.type().equals("f32") && type.equals("f32") ? RECORDED_BOUND : 100 * RECORDED_BOUND;
        double worst = 0;
        String which = "";
        for (Map.Entry<String, float[]> recorded : record.vectors().entrySet()) {
            for (Probe probe : probes) {
                if (probe.name().equals(recorded.getKey())) {
                    double distance = Vectors.distance(vectors.alone(probe), recorded.getValue());
                    if (!(distance <= worst)) {
                        worst = distance;
                        which = probe.name();
                    }
                }
            }
        }
        String figure = String.format(Locale.ROOT, "1 - cosine %.1e", worst);
        String allowed = String.format(Locale.ROOT, "<= %.0e", bound);
        return worst <= bound
                ? Finding.pass(check, figure, allowed)
                : Finding.fail(check, figure, allowed, "the vector of the " + which + " is not the recorded one: weights, tokenizer, picture"
                        + " settings or arithmetic changed; the checks above say which, if they can");
    }

    /// The cosines that the reference's demo prints for its example picture.
    ///
    /// @param example the picture of the reference's repository, `figures/example.jpg`
    static Finding demo(Vectors vectors, Path example) {
        ImageRef picture = new ImageRef.FileImage(example);
        Probe query = new Probe("demo", Prompts.query("Represent the given image with the following question:",
                Content.imageText(picture, "What is in the image")));
        double dog = 1 - Vectors.distance(vectors.alone(query), vectors.alone(new Probe("demo dog", Content.text("A cat and a dog"))));
        double tiger = 1 - Vectors.distance(vectors.alone(query), vectors.alone(new Probe("demo tiger", Content.text("A cat and a tiger"))));
        String figure = String.format(Locale.ROOT, "cosines %.4f and %.4f", dog, tiger);
        String allowed = String.format(Locale.ROOT, "0.4219 and 0.3184 +- %.2f", DEMO_BOUND);
        return Math.abs(dog - 0.4219) <= DEMO_BOUND && Math.abs(tiger - 0.3184) <= DEMO_BOUND
                ? Finding.pass("the reference's demo", figure, allowed)
                : Finding.fail("the reference's demo", figure, allowed, "this is not intfloat/mmE5-mllama-11b-instruct with the picture"
                        + " figures/example.jpg of haon-chen/mmE5, or its vectors are wrong");
    }
}
