package dev.mme5.synthesis.teacher;

import dev.mme5.core.corpus.Concept;
import dev.mme5.core.json.Json;
import dev.mme5.core.run.Hashes;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.RowKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// All that an answer depends on, as one hash. A picture counts by where it lies, not by its bytes.
///
/// @param settings of the teacher, beyond its name and prompt, in any form that is the same on every machine
record Fingerprint(TeacherInfo teacher, String settings, RowKind kind, List<Picture> pictures, long seed) {

    /// @param concept its id; empty where the corpus has pictures only
    record Picture(String role, String location, String concept) {
        static Picture of(RolePicture picture) {
            return new Picture(picture.role().code(), picture.image().location(), picture.concept().map(Concept::id).orElse(""));
        }
    }

    static String of(TeacherInfo teacher, String settings, SinglePassRequest request) {
        List<Picture> pictures = request.pictures().stream().map(Picture::of).toList();
        Fingerprint whole = new Fingerprint(teacher, settings, request.kind(), pictures, request.seed());
        return Hashes.sha256(Json.write(whole).getBytes(StandardCharsets.UTF_8));
    }
}
