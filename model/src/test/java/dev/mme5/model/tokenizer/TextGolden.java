package dev.mme5.model.tokenizer;

import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import dev.mme5.testkit.Checkout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The goldens of fixtures/text.
public final class TextGolden {
    private TextGolden() {}

    /// A small tokenizer in the form of Llama 3's; the caller closes it.
    public static TextTokenizer tokenizer() {
        return TextTokenizer.open(Checkout.resolve("fixtures/text"));
    }

    public static List<JsonObject> rows(String file) {
        List<JsonObject> rows = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(Checkout.resolve("fixtures/text/" + file))) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                rows.add(line.get().object());
            }
        }
        return rows;
    }
}
