package dev.mme5.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Token ids of texts in many languages by transformers 4.48.3: see fixtures/text/README.md.
class TextTokenizerGoldenTest {

    @Test
    void givesTheReferencesTokens() {
        List<JsonObject> rows = TextGolden.rows("tokens.jsonl");
        assertThat(rows.stream().map(row -> row.string("language")).distinct().count()).isGreaterThanOrEqualTo(60);
        assertThat(rows).hasSizeGreaterThanOrEqualTo(300);
        try (TextTokenizer tokenizer = TextGolden.tokenizer()) {
            for (JsonObject row : rows) {
                String text = row.string("text");
                assertThat(tokenizer.encode(text))
                        .as("%s: %.60s", row.string("language"), text)
                        .containsExactly(row.integers("ids").stream().mapToInt(id -> id).toArray());
            }
        }
    }
}
