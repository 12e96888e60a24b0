package dev.mme5.data;

import dev.mme5.data.layout.Layout;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens what rows are written into.
public final class ExampleSinks {
    private ExampleSinks() {}

    /// @param out a file for the native layout, a folder for the published ones
    /// @param images the folder that the pictures' paths of the set that is read start from
    public static ExampleSink open(Path out, Layout layout, Path images) {
        return switch (layout) {
            case NATIVE -> new NativeSink(out);
            case MME5_SYNTHETIC, MME5_MMEB_HARDNEG, MMEB_TRAIN -> new PublishedSink(folder(out, layout), layout, images);
            case BENCHMARK, MMEB_EVAL, XTD_10 -> throw new IllegalArgumentException(
                    out + ": expected a layout for training rows, got " + layout.hubName() + "; choose another");
        };
    }

    private static Path folder(Path out, Layout layout) {
        if (Files.isRegularFile(out)) {
            throw new IllegalArgumentException(out + ": expected a folder for the layout " + layout.hubName() + ", got a file; choose another name");
        }
        return out;
    }
}
