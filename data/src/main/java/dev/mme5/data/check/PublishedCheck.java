package dev.mme5.data.check;

import dev.mme5.core.ImageRef;
import dev.mme5.core.Modality;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.Prompts;
import dev.mme5.core.dataset.ImageMark;
import dev.mme5.data.published.PublishedExamples;
import dev.mme5.data.published.PublishedRow;
import dev.mme5.data.published.PublishedRow.Side;
import dev.mme5.data.published.RowLanguages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Rows in the published columns, with the defects that the released sets are known to have (mmE5-synthetic and mmE5-MMEB-hardneg: markers
/// without a picture, positives without text).
///
/// @param images the folder that pictures' paths start from
/// @param pictures empty if it does not matter whether they are there
record PublishedCheck(Path images, Optional<Pictures> pictures) implements RowCheck<PublishedRow> {
    private static final Set<ProblemKind> FATAL = EnumSet.of(
            ProblemKind.UNREADABLE, ProblemKind.EMPTY_QUERY, ProblemKind.EMPTY_POSITIVE, ProblemKind.MISSING_PICTURE);

    @Override
    public List<Problem> problems(PublishedRow row) {
        Findings found = new Findings(row, new ArrayList<>());
        side(found, "qry", row.query(), ProblemKind.EMPTY_QUERY);
        side(found, "pos_text", row.positive(), ProblemKind.EMPTY_POSITIVE);
        negatives(found, row);
        row.modality().ifPresent(code -> modality(found, row, code));
        row.language().filter(name -> RowLanguages.parse(name).isEmpty()).ifPresent(name -> found.add(
                ProblemKind.UNKNOWN_LANGUAGE, "language", "expected a BCP 47 tag or a language's English name, got \"" + name + "\""));
        if (found.problems().isEmpty()) {
            unusable(row).ifPresent(reason -> found.add(ProblemKind.UNREADABLE, "", reason));
        }
        return found.problems();
    }

    /// What whoever trains on the row would be told of it.
    private Optional<String> unusable(PublishedRow row) {
        try {
            new PublishedExamples("", "", images, RowLanguages.UNSAID).example(row, row.place().row());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private record Findings(PublishedRow row, List<Problem> problems) {
        void add(ProblemKind kind, String column, String detail) {
            problems.add(new Problem(row.place(), kind, column, detail));
        }
    }

    private void side(Findings found, String column, Side side, ProblemKind empty) {
        if (isEmpty(side)) {
            found.add(empty, column, "expected a text or a picture, got neither");
            return;
        }
        marks(found, column, side);
        if (!isThere(side)) {
            String imageColumn = column.equals("qry") ? "qry_image_path" : column.replace("text", "image_path");
            found.add(ProblemKind.MISSING_PICTURE, imageColumn, "expected a picture, got nothing at " + side.image() + " from " + images);
        }
    }

    private static boolean isEmpty(Side side) {
        return side.image().isEmpty() && ImageMark.without(side.text()).isBlank();
    }

    private static void marks(Findings found, String column, Side side) {
        if (side.image().isEmpty() && side.text().contains(ImageMark.TOKEN)) {
            found.add(ProblemKind.STRAY_MARK, column, "expected no " + ImageMark.TOKEN + " in a text without a picture, got one");
        }
        if (!side.image().isEmpty() && !side.text().contains(ImageMark.TOKEN)) {
            found.add(ProblemKind.MISSING_MARK, column, "expected " + ImageMark.TOKEN + " where the picture belongs, got none");
        }
    }

    private void negatives(Findings found, PublishedRow row) {
        int texts = row.negTexts().size();
        int pictures = row.negImages().size();
        if (texts != pictures && Math.min(texts, pictures) != 1) {
            found.add(ProblemKind.UNEVEN_NEGATIVES, "neg_image_path", "expected as many as neg_text, which has " + texts + ", got " + pictures);
        }
        List<Side> sides = row.negatives();
        if (isNone(sides)) {
            return;
        }
        for (int i = 0; i < sides.size(); i++) {
            side(found, "neg_text[" + i + "]", sides.get(i), ProblemKind.EMPTY_NEGATIVE);
            if (!isEmpty(sides.get(i)) && sides.get(i).equals(row.positive())) {
                found.add(ProblemKind.NEGATIVE_IS_POSITIVE, "neg_text[" + i + "]", "expected something else than the positive, got the same");
            }
        }
    }

    /// One empty negative is how the sets say that there is none.
    private static boolean isNone(List<Side> sides) {
        return sides.size() == 1 && sides.getFirst().isEmpty();
    }

    private static void modality(Findings found, PublishedRow row, String code) {
        String own = pair(row).code();
        if (!own.equalsIgnoreCase(code)) {
            found.add(ProblemKind.WRONG_MODALITY, "modality", "expected " + own + ", which query and positive are, got " + code);
        }
    }

    /// A query is a text, a picture, or a picture with more than an instruction, which nothing tells apart: what has a picture may be either.
    private static ModalityPair pair(PublishedRow row) {
        Optional<ModalityPair> said = row.modality().flatMap(PublishedCheck::parsed);
        return new ModalityPair(
                modality(row.query(), said.map(ModalityPair::query)), modality(row.positive(), said.map(ModalityPair::document)));
    }

    private static Modality modality(Side side, Optional<Modality> said) {
        if (side.image().isEmpty()) {
            return Modality.TEXT;
        }
        return said.filter(Modality::hasImage).orElse(Modality.IMAGE);
    }

    private static Optional<ModalityPair> parsed(String code) {
        try {
            return Optional.of(ModalityPair.parse(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<PublishedRow> repaired(PublishedRow row, List<Problem> problems) {
        boolean lost = problems.stream().anyMatch(problem -> FATAL.contains(problem.kind()) && !problem.column().startsWith("neg_"));
        if (lost) {
            return Optional.empty();
        }
        List<Side> negatives = new ArrayList<>();
        if (!isNone(row.negatives())) {
            row.negatives().stream().filter(side -> !isEmpty(side) && !side.equals(row.positive()) && isThere(side))
                    .map(PublishedCheck::marked).forEach(negatives::add);
        }
        PublishedRow mended = row.with(marked(row.query()), marked(row.positive()), negatives);
        return Optional.of(new PublishedRow(mended.place(), mended.qry(), mended.qryImage(), mended.posText(), mended.posImage(),
                mended.negTexts(), mended.negImages(), row.modality().map(_ -> pair(row).code()),
                row.language().filter(name -> RowLanguages.parse(name).isPresent()), row.provenance()));
    }

    private boolean isThere(Side side) {
        if (side.image().isEmpty() || pictures.isEmpty()) {
            return true;
        }
        try {
            return pictures.get().exists(ImageRef.parse(side.image(), images));
        } catch (IllegalArgumentException e) {
            return false; // no path at all
        }
    }

    private static Side marked(Side side) {
        if (side.image().isEmpty()) {
            return new Side(side.text().replace(ImageMark.TOKEN + "\n", "").replace(ImageMark.TOKEN, ""), "");
        }
        if (side.text().contains(ImageMark.TOKEN)) {
            return side;
        }
        String text = side.text().isBlank() ? Prompts.DEFAULT_DOCUMENT_INSTRUCTION + "\n" : side.text();
        return new Side(ImageMark.before(text), side.image());
    }
}
