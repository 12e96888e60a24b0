package dev.mme5.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import dev.mme5.testkit.Checkout;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The goldens of fixtures/images.
public final class PictureGolden {
    private PictureGolden() {}

    public static List<JsonObject> rows(String file) {
        List<JsonObject> rows = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(Checkout.resolve("fixtures/images/" + file))) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                rows.add(line.get().object());
            }
        }
        return rows;
    }

    /// Samples red, green, blue, row by row.
    public static byte[] samples(Picture picture) {
        byte[] samples = new byte[picture.argb().length * 3];
        for (int i = 0; i < picture.argb().length; i++) {
            samples[3 * i] = (byte) (picture.argb()[i] >> 16);
            samples[3 * i + 1] = (byte) (picture.argb()[i] >> 8);
            samples[3 * i + 2] = (byte) picture.argb()[i];
        }
        return samples;
    }

    /// The reference's samples of a row that holds them.
    public static byte[] expected(JsonObject row, int count) {
        byte[] samples = new byte[count];
        Inflater inflater = new Inflater();
        inflater.setInput(Base64.getDecoder().decode(row.string("rgb")));
        try {
            assertThat(inflater.inflate(samples)).isEqualTo(count);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
        return samples;
    }

    /// The greatest difference of a sample.
    public static int farthest(byte[] got, byte[] expected) {
        int farthest = 0;
        for (int i = 0; i < expected.length; i++) {
            farthest = Math.max(farthest, Math.abs((got[i] & 0xff) - (expected[i] & 0xff)));
        }
        return farthest;
    }
}
