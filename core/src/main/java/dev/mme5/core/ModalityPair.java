package dev.mme5.core;

import java.util.ArrayList;
import java.util.List;

/// What a task matches with what, written as in the paper: `IT2T` is image and text to text (mmE5 section 3.2).
public record ModalityPair(Modality query, Modality document) {

    /// The code, such as `I2IT`.
    public String code() {
        return query.code() + "2" + document.code();
    }

    /// Reads a code; the inverse of [#code()].
    ///
    /// @throws IllegalArgumentException if the code is not one of the nine
    public static ModalityPair parse(String code) {
        List<String> known = new ArrayList<>();
        for (Modality query : Modality.values()) {
            for (Modality document : Modality.values()) {
                ModalityPair pair = new ModalityPair(query, document);
                if (pair.code().equalsIgnoreCase(code)) {
                    return pair;
                }
                known.add(pair.code());
            }
        }
        throw new IllegalArgumentException("modality pair: expected one of " + known + ", got \"" + code + "\"");
    }

    /// The pair of a query and a document.
    public static ModalityPair of(Content query, Content document) {
        return new ModalityPair(query.modality(), document.modality());
    }

    @Override
    public String toString() {
        return code();
    }
}
