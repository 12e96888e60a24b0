package dev.mme5.synthesis.teacher;

import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.PlannedRow;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.RowKind;
import java.util.List;

/// All that a teacher is told of a row: what to write, and the pictures with their roles (mmE5 section 3.3).
///
/// @param seed a teacher that draws at random draws from this
public record SinglePassRequest(RowKind kind, List<RolePicture> pictures, long seed) {

    public SinglePassRequest {
        pictures = List.copyOf(pictures);
    }

    /// The request for a planned row.
    public static SinglePassRequest of(PlannedRow row) {
        return new SinglePassRequest(row.kind(), row.pictures(), row.seed());
    }

    /// All that an answer to this request depends on, as a hash: what [Answerer#fingerprint(SinglePassRequest)] gives. For a teacher
    /// that does not look at pictures: their names count.
    ///
    /// @param settings of the teacher, beyond its name and prompt, in any form that is the same on every machine
    public String fingerprint(TeacherInfo teacher, String settings) {
        return Fingerprint.of(teacher, settings, this, PictureHashes::name);
    }

    /// The same for a teacher that looks at the pictures: what they show counts, not their names.
    public String fingerprint(TeacherInfo teacher, String settings, PictureHashes pictures) {
        return Fingerprint.of(teacher, settings, this, pictures::of);
    }

    /// The roles of the pictures, in order.
    public List<PictureRole> roles() {
        return pictures.stream().map(RolePicture::role).toList();
    }
}
