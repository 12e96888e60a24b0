package dev.mme5.training.pretraining;

import dev.mme5.core.Content;
import dev.mme5.core.Prompts;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.model.image.Picture;
import dev.mme5.training.TaskSpec.Captioned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Pictures with a text beside them whose vector is to be that of one concept, in four kinds (see [Captioned]). Without such rows the
/// text beside a picture never says anything, and a model learns to pass it over.
final class CaptionedPictures {
    private static final List<String> WORDS_COUNT = List.of(
            "Read the words and ignore the picture:",
            "The picture is wrong. What is meant is this:",
            "Never mind the image, go by this text:");
    private static final List<String> PICTURE_COUNTS = List.of(
            "Look at the picture and ignore the words:",
            "The caption is wrong. What is meant is in the image, not this:",
            "Go by the image, never mind this text:");

    private enum Kind {
        AGREEING(Captioned::agreeing),
        HIDDEN(Captioned::hidden),
        WORDS_COUNT(Captioned::wordsCount),
        PICTURE_COUNTS(Captioned::pictureCounts);

        private final ToDoubleFunction<Captioned> share;

        Kind(ToDoubleFunction<Captioned> share) {
            this.share = share;
        }
    }

    private final Captioned shares;
    private final ConceptDraws draws;

    /// A picture with its text.
    ///
    /// @param place of the concept that the vector is to be of, among those of the step
    /// @param content prompt, text and picture
    /// @param change to the picture
    record Row(int place, Content content, UnaryOperator<Picture> change) {}

    CaptionedPictures(Captioned shares, ConceptDraws draws) {
        this.shares = shares;
        this.draws = draws;
    }

    /// The rows of a step: its first concepts agree, those after them are hidden, and so on; no concept has two.
    ///
    /// @param concepts of the step, in a random order; what is beside the point in a row is another of them
    /// @param randoms by the concept's place
    List<Row> rows(List<Concept> concepts, IntFunction<SeededRandom> randoms) {
        List<Kind> kinds = kinds(concepts.size());
        return IntStream.range(0, kinds.size())
                .mapToObj(place -> row(kinds.get(place), place, concepts, randoms.apply(place)))
                .toList();
    }

    private List<Kind> kinds(int size) {
        List<Kind> kinds = new ArrayList<>();
        double share = 0;
        for (Kind kind : Kind.values()) {
            share += kind.share.applyAsDouble(shares);
            kinds.addAll(Collections.nCopies((int) Math.round(share * size) - kinds.size(), kind));
        }
        return kinds;
    }

    private Row row(Kind kind, int place, List<Concept> concepts, SeededRandom random) {
        Concept concept = concepts.get(place);
        Concept other = concepts.get((place + 1 + random.nextInt(concepts.size() - 1)) % concepts.size());
        return switch (kind) {
            case AGREEING -> new Row(
                    place, Prompts.document(captioned(concept, concept, random)), ConceptDraws.changes(concept, random));
            case HIDDEN -> new Row(place, Prompts.document(captioned(concept, concept, random)), new Veil(random));
            case WORDS_COUNT -> new Row(
                    place, Prompts.query(random.pick(WORDS_COUNT), captioned(other, concept, random)), ConceptDraws.changes(other, random));
            case PICTURE_COUNTS -> new Row(
                    place,
                    Prompts.query(random.pick(PICTURE_COUNTS), captioned(concept, other, random)),
                    ConceptDraws.changes(concept, random));
        };
    }

    private Content captioned(Concept shown, Concept named, SeededRandom random) {
        return Content.imageText(draws.drawing(shown, random), draws.text(named, random));
    }
}
