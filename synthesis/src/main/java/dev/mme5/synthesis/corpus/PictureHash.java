package dev.mme5.synthesis.corpus;

/// The difference hash of a picture: 64 bits, each saying whether a patch of an 8 by 9 grid is darker than its right neighbour. Copies in
/// another size or compression differ in a few bits, other pictures in about half. Pictures without contrast are alike to it.
public final class PictureHash {
    private static final int WIDTH = 9;
    private static final int HEIGHT = 8;

    private PictureHash() {}

    public static long of(Raster raster) {
        long[] grey = grid(raster);
        long hash = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x + 1 < WIDTH; x++) {
                hash = hash << 1 | (grey[y * WIDTH + x] < grey[y * WIDTH + x + 1] ? 1 : 0);
            }
        }
        return hash;
    }

    /// In how many bits two hashes differ, 0 to 64.
    public static int distance(long left, long right) {
        return Long.bitCount(left ^ right);
    }

    /// The mean luma of each patch, in 1/65,536 of 1/1,000 of a step. A patch has at least one pixel.
    private static long[] grid(Raster raster) {
        long[] grid = new long[WIDTH * HEIGHT];
        for (int gridY = 0; gridY < HEIGHT; gridY++) {
            int top = gridY * raster.height() / HEIGHT;
            int bottom = Math.max(top + 1, (gridY + 1) * raster.height() / HEIGHT);
            for (int gridX = 0; gridX < WIDTH; gridX++) {
                int left = gridX * raster.width() / WIDTH;
                int right = Math.max(left + 1, (gridX + 1) * raster.width() / WIDTH);
                grid[gridY * WIDTH + gridX] = mean(raster, left, top, right, bottom);
            }
        }
        return grid;
    }

    private static long mean(Raster raster, int left, int top, int right, int bottom) {
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = raster.rgb()[y * raster.width() + x];
                sum += 299L * (pixel >> 16 & 0xff) + 587L * (pixel >> 8 & 0xff) + 114L * (pixel & 0xff);
            }
        }
        return (sum << 16) / ((long) (bottom - top) * (right - left));
    }
}
