package dev.mme5.synthesis.teacher.http;

import dev.mme5.core.json.Json;
import dev.mme5.core.run.Hashes;
import dev.mme5.synthesis.teacher.PictureBounds;
import dev.mme5.synthesis.teacher.PictureHashes;
import dev.mme5.synthesis.teacher.Sampling;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.prompt.SinglePassPrompt;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Who answers, and what of the recipe an answer depends on: the model, the prompt, the sampling, the pictures' bounds and the further
/// fields. Not where the service is, nor how it is asked for the form, nor whether in single calls or batches: answers stay good when
/// those change. Thread-safe.
public final class ModelIdentity {
    private final TeacherInfo info;
    private final String settings;
    private final PictureHashes pictures = new PictureHashes();

    public ModelIdentity(TeacherSpec.Openai spec) {
        info = new TeacherInfo(spec.model(), SinglePassPrompt.version());
        settings = Hashes.sha256(Json.write(new Settings(spec.sampling(), spec.pictures(), spec.body())).getBytes(StandardCharsets.UTF_8));
    }

    public TeacherInfo info() {
        return info;
    }

    /// [dev.mme5.synthesis.teacher.Teacher#fingerprint].
    public String fingerprint(SinglePassRequest request) {
        return request.fingerprint(info, settings, pictures);
    }

    private record Settings(Sampling sampling, PictureBounds pictures, Map<String, String> body) {}
}
