package dev.mme5.benchmarks;

import dev.mme5.core.npy.NpyHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/// Vectors that lie as pictures' do: in groups of a few hundred, each with a structure of few dimensions and noise in all. Written as
/// float16, row after row, so that any number fits.
record ClusteredVectors(int rows, int dimension) {
    private static final int GROUP = 400;
    private static final int INNER = 32;
    private static final float SPREAD = 0.8f;
    private static final float NOISE = 0.4f;

    /// @param text such as `200000x256`
    static ClusteredVectors parse(String text) {
        String[] sides = text.split("x");
        return new ClusteredVectors(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    Path write(Path file) throws IOException {
        int groups = Math.max(1, rows / GROUP);
        SplittableRandom random = new SplittableRandom(1);
        ByteBuffer bytes = ByteBuffer.allocate(dimension * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(NpyHeader.of("<f2", rows, dimension)));
            for (int row = 0; row < rows; row++) {
                bytes.clear();
                for (float value : vector(random.nextInt(groups), random)) {
                    bytes.putShort(Float.floatToFloat16(value));
                }
                bytes.flip();
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
        }
        return file;
    }

    /// A group's middle, some of the group's own directions, and noise; each of the three has a length of about its weight.
    private float[] vector(int group, SplittableRandom random) {
        SplittableRandom own = new SplittableRandom(group);
        float[] vector = new float[dimension];
        add(vector, 1, own);
        for (int i = 0; i < INNER; i++) {
            add(vector, (float) (SPREAD * random.nextGaussian() / Math.sqrt(INNER)), own);
        }
        add(vector, NOISE, random);
        return vector;
    }

    private static void add(float[] vector, float weight, SplittableRandom random) {
        float scale = (float) (weight * Math.sqrt(3.0 / vector.length)); // numbers from -1 to 1 have a variance of a third
        for (int k = 0; k < vector.length; k++) {
            vector[k] += scale * (random.nextInt() * 0x1p-31f);
        }
    }
}
