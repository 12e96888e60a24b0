package dev.mme5.data.published;

import dev.mme5.data.layout.RowPlace;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A row of a published training set, its lists read but nothing corrected. Texts are whole prompts with [dev.mme5.core.dataset.ImageMark]
/// where a picture belongs; an empty string stands for none; paths are as published, `images/…`.
///
/// @param negTexts texts of the hard negatives
/// @param negImages their pictures; not always as many as there are texts
/// @param modality such as `T2IT`
/// @param provenance JSON, in rows that this project wrote
public record PublishedRow(
        RowPlace place,
        String qry,
        String qryImage,
        String posText,
        String posImage,
        List<String> negTexts,
        List<String> negImages,
        Optional<String> modality,
        Optional<String> language,
        Optional<String> provenance) {

    public PublishedRow {
        negTexts = List.copyOf(negTexts);
        negImages = List.copyOf(negImages);
    }

    /// A prompt with its picture's path, either of which may be empty.
    public record Side(String text, String image) {
        public boolean isEmpty() {
            return text.isEmpty() && image.isEmpty();
        }
    }

    public Side query() {
        return new Side(qry, qryImage);
    }

    public Side positive() {
        return new Side(posText, posImage);
    }

    /// The hard negatives; the shorter list goes on with its last, as in the reference (src/dataset.py).
    public List<Side> negatives() {
        int count = negTexts.isEmpty() || negImages.isEmpty() ? 0 : Math.max(negTexts.size(), negImages.size());
        return IntStream.range(0, count)
                .mapToObj(i -> new Side(negTexts.get(Math.min(i, negTexts.size() - 1)), negImages.get(Math.min(i, negImages.size() - 1))))
                .toList();
    }

    /// The same row with other sides.
    public PublishedRow with(Side query, Side positive, List<Side> negatives) {
        return new PublishedRow(place, query.text(), query.image(), positive.text(), positive.image(),
                negatives.stream().map(Side::text).toList(), negatives.stream().map(Side::image).toList(),
                modality, language, provenance);
    }
}
