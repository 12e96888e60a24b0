package dev.mme5.data.check;

import java.util.Locale;

/// What can be wrong with a row, and how a repaired copy differs.
public enum ProblemKind {
    /// The row cannot be read. Repair: left out.
    UNREADABLE("left out"),
    /// An id that an earlier row has. Repair: a number is put behind it.
    REPEATED_ID("given an id of its own"),
    /// A query with neither text nor picture. Repair: left out.
    EMPTY_QUERY("left out"),
    /// A positive with neither text nor picture. Repair: left out.
    EMPTY_POSITIVE("left out"),
    /// A hard negative with neither text nor picture. Repair: that negative is left out.
    EMPTY_NEGATIVE("negative left out"),
    /// A hard negative that is the positive. Repair: that negative is left out.
    NEGATIVE_IS_POSITIVE("negative left out"),
    /// The picture's marker in a text without a picture. Repair: removed.
    STRAY_MARK("marker removed"),
    /// A picture whose text lacks the marker. Repair: added, with the usual instruction where there is no text.
    MISSING_MARK("marker added"),
    /// Texts and pictures of the hard negatives that are not equally many, though both are several. Repair: the shorter list goes on with
    /// its last, as the reference reads it.
    UNEVEN_NEGATIVES("lists made equally long"),
    /// A modality pair that the row is not of. Repair: the row's own.
    WRONG_MODALITY("modality corrected"),
    /// A language that is none. Repair: emptied.
    UNKNOWN_LANGUAGE("language emptied"),
    /// A picture that is not there. Repair: the row is left out.
    MISSING_PICTURE("left out");

    private final String repair;

    ProblemKind(String repair) {
        this.repair = repair;
    }

    /// Such as `stray-mark`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What a repair does with it.
    public String repair() {
        return repair;
    }
}
