package dev.mme5.core.dataset;

import dev.mme5.core.ImageRef;
import java.util.List;
import java.util.Optional;

/// A query of a benchmark with its candidates, as MMEB has it: the one at index 0 is right.
///
/// @param queryText verbatim, with MMEB's marker `<|image_1|>` where it has one; empty for none
/// @param targetTexts a text for each candidate, empty for none
/// @param targetImages a picture for each candidate, or none
public record BenchmarkRow(
        String queryText, Optional<ImageRef> queryImage, List<String> targetTexts, List<Optional<ImageRef>> targetImages) {

    /// @throws IllegalArgumentException if there is no candidate, or texts and pictures are not equally many, or a side is empty
    public BenchmarkRow {
        targetTexts = List.copyOf(targetTexts);
        targetImages = List.copyOf(targetImages);
        if (targetTexts.isEmpty() || targetTexts.size() != targetImages.size()) {
            throw new IllegalArgumentException("tgt_img_path: expected as many as tgt_text, at least 1, got "
                    + targetImages.size() + " for " + targetTexts.size());
        }
        if (queryText.isEmpty() && queryImage.isEmpty()) {
            throw new IllegalArgumentException("qry_text: expected a text or a picture, got neither");
        }
        for (int i = 0; i < targetTexts.size(); i++) {
            if (targetTexts.get(i).isEmpty() && targetImages.get(i).isEmpty()) {
                throw new IllegalArgumentException("tgt_text[" + i + "]: expected a text or a picture, got neither");
            }
        }
    }
}
