package dev.mme5.synthesis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import dev.mme5.testkit.Checkout;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LanguageModelTest {

    @Test
    void scoresAsTheReferencesOwnAutomatonDoes() {
        LanguageModel model = LanguageModel.shipped();
        int rows = 0;
        try (JsonLines lines = JsonLines.open(Checkout.resolve("fixtures/language/likelihoods.jsonl"))) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                JsonObject row = line.get().object();
                LanguageModel.Scores scores = model.score(row.string("text"));
                for (String tag : row.keys().subList(1, row.keys().size())) {
                    assertThat((double) scores.of(tag)).as("%s of %s", tag, row.string("text")).isCloseTo(row.number(tag), Offset.offset(1e-3));
                }
                rows++;
            }
        }
        assertThat(rows).isEqualTo(8);
        assertThat(model.tags()).hasSize(97).contains("en", "br", "xh");
        assertThat(model.score("Un petit chien joue avec une balle rouge dans le parc.").best()).isEqualTo("fr");
    }
}
