package dev.mme5.synthesis.teacher;

import java.util.Optional;

/// How pictures are sent.
///
/// @param maxSide the longer side in pixels at most; a larger picture is scaled down, none is scaled up
/// @param jpegQuality over 0 to 1
/// @param detail how closely the service looks, where it lets one choose
public record PictureBounds(int maxSide, double jpegQuality, Optional<Detail> detail) {

    /// OpenAI's levels, which decide what a picture costs.
    public enum Detail {
        AUTO,
        LOW,
        HIGH
    }

    /// @throws IllegalArgumentException if a number is out of its range
    public PictureBounds {
        if (maxSide < 1) {
            throw new IllegalArgumentException("maxSide: expected at least 1, got " + maxSide);
        }
        if (!(jpegQuality > 0 && jpegQuality <= 1)) {
            throw new IllegalArgumentException("jpegQuality: expected a number over 0 to 1, got " + jpegQuality);
        }
    }
}
