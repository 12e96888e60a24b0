package dev.mme5.data.check;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.data.Fingerprints;
import dev.mme5.data.SourcedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Native rows. Knows the ids it has seen; not thread-safe.
final class ExampleCheck implements RowCheck<SourcedRow.Good> {
    private final Optional<Pictures> pictures;
    private final Fingerprints ids = new Fingerprints();
    private final Fingerprints given = new Fingerprints();

    /// @param pictures empty if it does not matter whether they are there
    ExampleCheck(Optional<Pictures> pictures) {
        this.pictures = pictures;
    }

    @Override
    public List<Problem> problems(SourcedRow.Good row) {
        List<Problem> problems = new ArrayList<>();
        Example example = row.example();
        if (!ids.add(example.id())) {
            problems.add(new Problem(row.place(), ProblemKind.REPEATED_ID, "id", "expected an id of its own, got \"" + example.id() + "\" again"));
        }
        content(problems, row, "query", example.query(), ProblemKind.EMPTY_QUERY);
        content(problems, row, "positive", example.positive(), ProblemKind.EMPTY_POSITIVE);
        for (int i = 0; i < example.hardNegatives().size(); i++) {
            String key = "hardNegatives[" + i + "]";
            Content negative = example.hardNegatives().get(i);
            content(problems, row, key, negative, ProblemKind.EMPTY_NEGATIVE);
            if (negative.equals(example.positive())) {
                problems.add(new Problem(row.place(), ProblemKind.NEGATIVE_IS_POSITIVE, key, "expected something else than the positive, got the same"));
            }
        }
        return problems;
    }

    private void content(List<Problem> problems, SourcedRow.Good row, String key, Content content, ProblemKind empty) {
        if (isEmpty(content)) {
            problems.add(new Problem(row.place(), empty, key, "expected a text or a picture, got neither"));
        }
        missing(content).ifPresent(image -> problems.add(new Problem(
                row.place(), ProblemKind.MISSING_PICTURE, key + ".image", "expected a picture, got nothing at " + image.location())));
    }

    private static boolean isEmpty(Content content) {
        return content.images().isEmpty() && content.text().orElse("").isBlank();
    }

    private Optional<ImageRef> missing(Content content) {
        return pictures.flatMap(there -> content.images().stream().filter(image -> !there.exists(image)).findFirst());
    }

    @Override
    public Optional<SourcedRow.Good> repaired(SourcedRow.Good row, List<Problem> problems) {
        Example example = row.example();
        if (isEmpty(example.query()) || isEmpty(example.positive()) || missing(example.query()).isPresent() || missing(example.positive()).isPresent()) {
            return Optional.empty();
        }
        List<Content> negatives = example.hardNegatives().stream()
                .filter(negative -> !isEmpty(negative) && !negative.equals(example.positive()) && missing(negative).isEmpty())
                .toList();
        return Optional.of(new SourcedRow.Good(row.place(), row.subset(), new Example(own(example.id()), example.task(), example.language(),
                example.instruction(), example.query(), example.positive(), negatives, example.provenance())));
    }

    private String own(String id) {
        String own = id;
        for (int n = 2; !given.add(own); n++) {
            own = id + "-" + n;
        }
        return own;
    }
}
