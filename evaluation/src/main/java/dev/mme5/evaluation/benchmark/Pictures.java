package dev.mme5.evaluation.benchmark;

import dev.mme5.core.ImageRef;

/// Picture references brought to one form, so that one picture reached by two ways is one content and is embedded once.
final class Pictures {
    private Pictures() {}

    static ImageRef normalised(ImageRef image) {
        return switch (image) {
            case ImageRef.FileImage file -> new ImageRef.FileImage(file.path().toAbsolutePath().normalize());
            case ImageRef.ZippedImage zipped ->
                new ImageRef.ZippedImage(zipped.archive().toAbsolutePath().normalize(), zipped.entry());
            case ImageRef.TarImage member -> new ImageRef.TarImage(member.archive().toAbsolutePath().normalize(), member.entry());
            case ImageRef.InlineImage inline -> inline;
        };
    }
}
