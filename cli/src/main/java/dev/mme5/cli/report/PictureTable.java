package dev.mme5.cli.report;

import dev.mme5.core.ImageRef;
import dev.mme5.serving.search.Thumbnail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The pictures of a page, each carried once however often it is shown.
final class PictureTable {
    private static final int KEPT_BYTES = 12 * 1024;
    private static final int SIDE_PIXELS = 200;

    private final Map<ImageRef, Integer> numbers = new HashMap<>();
    private final List<String> urls = new ArrayList<>();

    /// A picture's number; that of an empty text if it cannot be read.
    int number(ImageRef image) {
        return numbers.computeIfAbsent(image, this::add);
    }

    private int add(ImageRef image) {
        String url;
        try {
            url = Thumbnail.dataUrl(image.bytes(), KEPT_BYTES, SIDE_PIXELS);
        } catch (IOException e) {
            url = "";
        }
        urls.add(url);
        return urls.size() - 1;
    }

    /// Data URLs by number.
    List<String> urls() {
        return List.copyOf(urls);
    }
}
