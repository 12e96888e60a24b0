package dev.mme5.model.mllama;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A tokenizer in the form of Llama 3's, for models that are made without it: the pieces of a smaller byte-level tokenizer, fillers that
/// no text becomes up to 128,000, then the special tokens with the ids they have in Llama-3.2-Vision. It splits text into more tokens
/// than Llama's own does.
final class StandInTokenizer {
    private static final int FIRST_SPECIAL = 128_000;
    private static final int RESERVED = 256;
    private static final int IMAGE = FIRST_SPECIAL + RESERVED;

    private StandInTokenizer() {}

    /// @param pieces a folder whose `tokenizer.json` is a byte-level BPE
    /// @return the text of a `tokenizer.json`
    static String json(Path pieces) {
        JsonObject source = Json.read(pieces.resolve("tokenizer.json"));
        JsonObject model = source.object("model");
        Map<String, Object> bpe = new LinkedHashMap<>();
        bpe.put("type", "BPE");
        bpe.put("fuse_unk", false);
        bpe.put("byte_fallback", false);
        bpe.put("ignore_merges", true);
        bpe.put("vocab", vocabulary(model.object("vocab")));
        bpe.put("merges", model.stringLists("merges"));
        Map<String, Object> tokenizer = new LinkedHashMap<>();
        tokenizer.put("version", "1.0");
        tokenizer.put("added_tokens", special());
        tokenizer.put("pre_tokenizer", source.object("pre_tokenizer"));
        tokenizer.put("decoder", source.object("decoder"));
        tokenizer.put("model", bpe);
        return Json.write(tokenizer);
    }

    private static Map<String, Integer> vocabulary(JsonObject pieces) {
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        for (String piece : pieces.keys()) {
            if (pieces.integer(piece) < FIRST_SPECIAL) {
                vocabulary.put(piece, pieces.integer(piece));
            }
        }
        for (int id = vocabulary.size(); id < FIRST_SPECIAL; id++) {
            vocabulary.put("\u0000filler " + id, id); // a byte-level piece never holds a NUL or a blank
        }
        return vocabulary;
    }

    private static List<Map<String, Object>> special() {
        List<Map<String, Object>> special = new ArrayList<>();
        for (int id = FIRST_SPECIAL; id <= IMAGE; id++) {
            special.add(Map.of("id", id, "content", name(id), "single_word", false, "lstrip", false, "rstrip", false,
                    "normalized", false, "special", true));
        }
        return special;
    }

    private static String name(int id) {
        return switch (id - FIRST_SPECIAL) {
            case 0 -> "<|begin_of_text|>";
            case 1 -> "<|end_of_text|>";
            case 4 -> "<|finetune_right_pad_id|>";
            case RESERVED -> "<|image|>";
            default -> "<|reserved_special_token_" + (id - FIRST_SPECIAL) + "|>";
        };
    }
}
