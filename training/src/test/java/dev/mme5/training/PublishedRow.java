package dev.mme5.training;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import dev.mme5.testkit.Checkout;
import dev.mme5.testkit.FormulaPictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A row of fixtures/training in the columns of the published data, pictures by name.
public record PublishedRow(JsonObject json) {
    private static final String MARKER = "<|image_1|>\n";
    private static final String INSTRUCTION = "Represent the given image.";

    public static List<PublishedRow> all(String file) {
        return lines(file).stream().map(PublishedRow::new).toList();
    }

    public static List<JsonObject> lines(String file) {
        List<JsonObject> rows = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(Checkout.resolve("fixtures/training/" + file))) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                rows.add(line.get().object());
            }
        }
        return rows;
    }

    /// The row as ours: instruction and query are one text there.
    public Example example(String id) {
        List<String> texts = json.strings("neg_text");
        List<String> pictures = json.strings("neg_picture");
        List<Content> negatives = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            negatives.add(document(texts.get(i), pictures.get(i)));
        }
        return TinyTraining.example(
                id,
                "",
                content(json.string("qry").replaceFirst("\n$", ""), json.string("qry_picture")),
                document(json.string("pos_text"), json.string("pos_picture")),
                negatives);
    }

    private static Content content(String text, String picture) {
        if (picture.isEmpty()) {
            return Content.text(text);
        }
        ImageRef image = FormulaPictures.named(picture);
        return text.isEmpty() ? Content.image(image) : Content.imageText(image, text.substring(MARKER.length()));
    }

    /// Ours adds the instruction of a document with a picture, and the newline.
    private static Content document(String text, String picture) {
        if (picture.isEmpty() || text.isEmpty()) {
            return content(text, picture);
        }
        String words = text.substring(MARKER.length() + INSTRUCTION.length()).strip();
        return content(words.isEmpty() ? "" : MARKER + words, picture);
    }
}
