package dev.mme5.model.doctor;

import dev.mme5.core.Content;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.Hashes;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelTraits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Contents to token ids, and what is done to pictures: without these being those of training, right weights give wrong vectors.
final class PromptChecks {
    /// Of the ids that Llama 3's tokenizer and the reference's collator give [Probe#templates()].
    static final String LLAMA = hashOf(List.of(
            new int[] {128000, 128000, 9906, 11, 1917, 0}, new int[] {128000, 128256, 128000, 9906, 11, 1917, 0}));

    /// CLIP's, which every published mllama has, in the form of [ModelTraits#pictureSettings].
    private static final String CLIP = " mean=" + Arrays.toString(new float[] {0.48145466f, 0.4578275f, 0.40821073f})
            + " std=" + Arrays.toString(new float[] {0.26862954f, 0.26130258f, 0.27577711f});
    private static final Map<String, String> KNOWN_PICTURES = Map.of(
            "tiles=4 side=448" + CLIP, "Llama-3.2-11B-Vision and mmE5",
            "tiles=4 side=560" + CLIP, "Llama-3.2-11B-Vision-Instruct",
            "tiles=1 side=64" + CLIP, "nano");

    private final Path folder;
    private final Encoder encoder;
    private final ModelTraits traits;

    PromptChecks(Path folder, Encoder encoder) {
        this.folder = folder;
        this.encoder = encoder;
        this.traits = encoder.traits();
    }

    /// One image token for each picture, and none that the text brings along.
    Finding imageTokens() {
        String check = "image tokens";
        long none = count(Probe.SHORT_TEXT.content());
        long one = count(Probe.PICTURE_WITH_TEXT.content());
        long two = count(Probe.twoPictures());
        String figure = none + ", " + one + " and " + two + " for 0, 1 and 2 pictures";
        return none == 0 && one == 1 && two == 2
                ? Finding.pass(check, figure, "as many as pictures")
                : Finding.fail(check, figure, "as many as pictures", "a picture is not told to the model where it stands; the tokenizer is"
                        + " not that of the weights");
    }

    private long count(Content content) {
        return Arrays.stream(ids(content)).filter(id -> id == traits.imageToken()).count();
    }

    private int[] ids(Content content) {
        return encoder.prepare(content, UnaryOperator.identity()).ids();
    }

    /// The configuration and the tokenizer mean the same token by the beginning of a text.
    Finding beginOfText() {
        String check = "beginning of text";
        JsonObject config = Json.read(folder.resolve("config.json"));
        JsonObject text = config.optionalObject("text_config").orElse(config);
        if (!text.has("bos_token_id")) {
            return Finding.skipped(check, "config.json names no bos_token_id");
        }
        int expected = text.integer("bos_token_id");
        String figure = "id " + traits.beginOfText();
        return traits.beginOfText() == expected
                ? Finding.pass(check, figure, "id " + expected)
                : Finding.fail(check, figure, "id " + expected, "<|begin_of_text|> in tokenizer.json is not config.json's bos_token_id: every"
                        + " prompt begins with a wrong token; use the tokenizer of these weights");
    }

    /// The ids of known contents.
    Finding template(Optional<HealthRecord> record) {
        String check = "template";
        String hash = template();
        if (record.isPresent()) {
            return compared(check, hash, record.get().template(), "tokenizer.json or the prompt's template is not that of the record: the"
                    + " model reads other tokens than those it was trained on; use the tokenizer of these weights");
        }
        return hash.equals(LLAMA)
                ? Finding.pass(check, shown(hash), "Llama 3's with mmE5's template")
                : Finding.skipped(check, shown(hash), "neither a known template nor a record; record the model when it is known to be good");
    }

    String template() {
        return hashOf(Probe.templates().stream().map(this::ids).toList());
    }

    private static String hashOf(List<int[]> ids) {
        return hash(String.join(";", ids.stream().map(Arrays::toString).toList()));
    }

    /// Size, tiles, mean and deviation of pictures.
    Finding pictures(Optional<HealthRecord> record) {
        String check = "picture settings";
        if (record.isPresent()) {
            return compared(check, picturesHash(), record.get().pictures(), "preprocessor_config.json (" + traits.pictureSettings()
                    + ") is not that of the record: pictures reach the model with other pixels than in training; fetch it again");
        }
        String known = KNOWN_PICTURES.get(traits.pictureSettings());
        return known != null
                ? Finding.pass(check, shown(picturesHash()), "those of " + known)
                : Finding.skipped(check, shown(picturesHash()), "no settings of a known model: " + traits.pictureSettings()
                        + "; compare preprocessor_config.json with the published one");
    }

    String picturesHash() {
        return hash(traits.pictureSettings());
    }

    private static Finding compared(String check, String hash, String recorded, String advice) {
        return hash.equals(recorded)
                ? Finding.pass(check, shown(hash), "as recorded")
                : Finding.fail(check, shown(hash), shown(recorded) + " as recorded", advice);
    }

    private static String shown(String hash) {
        return "sha256 " + hash.substring(0, 12);
    }

    private static String hash(String text) {
        return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
