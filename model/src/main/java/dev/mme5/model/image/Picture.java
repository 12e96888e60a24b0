package dev.mme5.model.image;

/// Decoded pixels, 8 bits a channel, not premultiplied. The array is shared, not copied: treat it as read-only.
///
/// @param width in pixels
/// @param height in pixels
/// @param argb row by row, `0xAARRGGBB`
public record Picture(int width, int height, int[] argb) {

    public Picture {
        if (width < 1 || height < 1 || argb.length != width * height) {
            throw new IllegalArgumentException(
                    "picture: expected " + width + " x " + height + " pixels, got " + argb.length);
        }
    }

    /// The picture on a white ground, with Pillow's integer arithmetic of `alpha_composite` (reference: `convert_to_rgb`).
    public Picture onWhite() {
        int[] opaque = new int[argb.length];
        for (int i = 0; i < opaque.length; i++) {
            int pixel = argb[i];
            int alpha = pixel >>> 24;
            opaque[i] = alpha == 255 ? pixel : 0xff000000 | over(pixel >> 16, alpha) << 16 | over(pixel >> 8, alpha) << 8 | over(pixel, alpha);
        }
        return new Picture(width, height, opaque);
    }

    private static int over(int shifted, int alpha) {
        int sum = ((shifted & 0xff) * alpha + 255 * (255 - alpha)) * 128 + (0x80 << 7);
        return ((sum >> 8) + sum >> 8) >> 7;
    }
}
