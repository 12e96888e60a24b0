package dev.mme5.synthesis.plan;

import java.util.List;
import java.util.Locale;

/// One row to make. All that chance decides about it follows from its seed, so that rows do not depend on each other.
///
/// @param number its place in the plan, from 0
/// @param attempt 0 at first, one more each time it is drawn again because the row made of it was refused
/// @param seed decides pictures and texts
public record PlannedRow(int number, int attempt, RowKind kind, long seed, List<RolePicture> pictures) {

    public PlannedRow {
        pictures = List.copyOf(pictures);
    }

    /// The row's id in the finished set.
    public String id() {
        return String.format(Locale.ROOT, "row-%07d", number);
    }

    /// The roles of its pictures, in order.
    public List<PictureRole> roles() {
        return pictures.stream().map(RolePicture::role).toList();
    }
}
