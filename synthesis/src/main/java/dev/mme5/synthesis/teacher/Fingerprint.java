package dev.mme5.synthesis.teacher;

import dev.mme5.core.ImageRef;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.json.Json;
import dev.mme5.core.run.Hashes;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.RowKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/// All that an answer depends on, as one hash. Where a picture lies does not count: a run goes on when its pictures have moved.
///
/// @param settings of the teacher, beyond its name and prompt, in any form that is the same on every machine
record Fingerprint(TeacherInfo teacher, String settings, RowKind kind, List<Picture> pictures, long seed) {

    /// @param shown the hash of what it shows, or its name where nobody looks at it
    /// @param concept its id; empty where the corpus has pictures only
    record Picture(String role, String shown, String concept) {
        static Picture of(RolePicture picture, Function<ImageRef, String> shown) {
            return new Picture(
                    picture.role().code(), shown.apply(picture.image()), picture.concept().map(Concept::id).orElse(""));
        }
    }

    static String of(TeacherInfo teacher, String settings, SinglePassRequest request, Function<ImageRef, String> shown) {
        List<Picture> pictures = request.pictures().stream().map(picture -> Picture.of(picture, shown)).toList();
        Fingerprint whole = new Fingerprint(teacher, settings, request.kind(), pictures, request.seed());
        return Hashes.sha256(Json.write(whole).getBytes(StandardCharsets.UTF_8));
    }
}
