package dev.mme5.synthesis.corpus;

/// Decoded pixels on a white ground. The array is shared: treat it as read-only.
///
/// @param rgb row by row, `0xRRGGBB` in the lower bits; the upper 8 mean nothing
public record Raster(int width, int height, int[] rgb) {

    public Raster {
        if (width < 1 || height < 1 || rgb.length != width * height) {
            throw new IllegalArgumentException("raster: expected " + width + " x " + height + " pixels, got " + rgb.length);
        }
    }
}
