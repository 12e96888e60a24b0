package dev.mme5.model.doctor;

import dev.mme5.core.ImageRef;
import dev.mme5.model.image.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Pictures drawn by formulas, so that every machine has the same pixels.
final class DrawnPicture {
    private static final int HEADER_BYTES = 54;

    private DrawnPicture() {}

    /// The picture of the resize goldens (`tools/goldens/make_resize_goldens.py`).
    static Picture golden(int width, int height) {
        int[] argb = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int base = 73 * x + 151 * y + 7 * x * y;
                argb[y * width + x] = 0xff000000 | base % 256 << 16 | (base + 59) % 256 << 8 | (base + 118) % 256;
            }
        }
        return new Picture(width, height, argb);
    }

    /// A disc on a ground that changes from side to side.
    ///
    /// @param disc its colour, `0xRRGGBB`
    static Picture disc(int width, int height, int disc) {
        int[] argb = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int dx = x - width / 2;
                int dy = y - height / 2;
                int radius = Math.min(width, height) / 3;
                int ground = 255 * x / width << 16 | 255 * y / height << 8 | 96;
                argb[y * width + x] = 0xff000000 | (dx * dx + dy * dy < radius * radius ? disc : ground);
            }
        }
        return new Picture(width, height, argb);
    }

    /// The picture as a bitmap file of 24 bits a pixel.
    static ImageRef encoded(Picture picture) {
        int row = (picture.width() * 3 + 3) / 4 * 4;
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + row * picture.height()).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(HEADER_BYTES);
        file.putInt(40).putInt(picture.width()).putInt(picture.height()).putShort((short) 1).putShort((short) 24);
        for (int y = picture.height() - 1; y >= 0; y--) {
            file.position(HEADER_BYTES + row * (picture.height() - 1 - y));
            for (int x = 0; x < picture.width(); x++) {
                int pixel = picture.argb()[y * picture.width() + x];
                file.put((byte) pixel).put((byte) (pixel >> 8)).put((byte) (pixel >> 16));
            }
        }
        return new ImageRef.InlineImage("image/bmp", file.array());
    }
}
