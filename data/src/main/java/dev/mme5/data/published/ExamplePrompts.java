package dev.mme5.data.published;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.Framing;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Prompts;
import dev.mme5.core.dataset.ImageMark;
import dev.mme5.core.dataset.ProvenanceJson;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.data.layout.RowPlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// From an [Example] to a published row: the prompts are those that training would show the model.
///
/// @param paths puts a picture into the set and tells its path there
record ExamplePrompts(Function<ImageRef, String> paths) {

    PublishedRow row(Example example, RowPlace place) {
        List<PublishedRow.Side> negatives = example.hardNegatives().stream().map(this::document).toList();
        PublishedRow.Side query = side(Prompts.query(example.instruction(), example.query()));
        PublishedRow.Side positive = document(example.positive());
        return new PublishedRow(place, query.text(), query.image(), positive.text(), positive.image(),
                negatives.stream().map(PublishedRow.Side::text).toList(), negatives.stream().map(PublishedRow.Side::image).toList(),
                Optional.of(example.modalities().code()), Optional.of(example.language().tag()), Optional.of(provenance(example)));
    }

    private PublishedRow.Side document(Content content) {
        return side(Prompts.document(content));
    }

    private PublishedRow.Side side(Content prompt) {
        String text = prompt.text().orElse("");
        return prompt.image()
                .map(image -> new PublishedRow.Side(ImageMark.before(text), paths.apply(image)))
                .orElseGet(() -> new PublishedRow.Side(text, ""));
    }

    /// What the six columns cannot say. Without an instruction the query is a whole prompt.
    private static String provenance(Example example) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put(PublishedExamples.ID, example.id());
        if (example.query().framing() == Framing.MODEL) {
            own.put(PublishedExamples.INSTRUCTION, example.instruction());
        }
        JsonObject provenance = ProvenanceJson.write(example.provenance());
        own.put(PublishedExamples.PROVENANCE, provenance);
        return Json.write(own);
    }
}
