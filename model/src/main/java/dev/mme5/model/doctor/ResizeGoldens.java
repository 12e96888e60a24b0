package dev.mme5.model.doctor;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.model.image.BilinearResize;
import dev.mme5.model.image.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// The resize kernel against pictures that Pillow resized (`tools/goldens/make_resize_goldens.py`).
final class ResizeGoldens {
    private static final String FILE = "resize-goldens.json";

    private ResizeGoldens() {}

    static Finding examine() {
        long samples = 0;
        long different = 0;
        for (JsonObject golden : read().objects("cases")) {
            List<Integer> from = golden.integers("from");
            List<Integer> to = golden.integers("to");
            byte[] expected = HexFormat.of().parseHex(golden.string("rgb"));
            Picture resized = BilinearResize.resize(DrawnPicture.golden(from.getFirst(), from.getLast()), to.getFirst(), to.getLast());
            samples += expected.length;
            different += different(resized, expected);
        }
        String figure = different + " of " + samples + " samples differ from Pillow's";
        return different == 0
                ? Finding.pass("resize kernel", figure, "0")
                : Finding.fail("resize kernel", figure, "0", "pictures reach the model with other pixels than in training; report the machine"
                        + " and this table");
    }

    private static long different(Picture resized, byte[] expected) {
        long different = 0;
        for (int i = 0; i < expected.length; i++) {
            int sample = resized.argb()[i / 3] >> 8 * (2 - i % 3) & 0xff;
            different += sample == (expected[i] & 0xff) ? 0 : 1;
        }
        return different;
    }

    private static JsonObject read() {
        try (InputStream file = Objects.requireNonNull(ResizeGoldens.class.getResourceAsStream(FILE))) {
            return Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8), FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
