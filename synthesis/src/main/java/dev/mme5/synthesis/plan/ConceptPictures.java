package dev.mme5.synthesis.plan;

import dev.mme5.core.ImageRef;
import dev.mme5.core.Modality;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Pictures of concepts, where the corpus's groups and subgroups say what is similar. mmE5 section 3.2 retrieves similar pictures and
/// hard negatives with an embedder; here a neighbour is a concept of the same subgroup. No two pictures of a row have the same bytes,
/// unless the hard negative is the query's picture on purpose. Thread-safe.
public final class ConceptPictures implements PicturePool {
    private static final int MAX_TRIES = 500;

    private final List<Concept> concepts;
    private final Map<String, List<Concept>> byGroup;
    private final Map<String, List<Concept>> bySubgroup;
    private final Map<String, ImageRef> images;
    private final Map<String, String> hashes;
    private final Asked asked;
    private final boolean byName;

    /// How the other pictures of an image-and-text query are drawn; shares from 0 to 1.
    ///
    /// @param ownPicture how often the hard negative is the query's own picture
    /// @param anyKind how often what is wished for is of any kind, not of the query's: then only the text tells what it is
    public record Asked(double ownPicture, double anyKind) {}

    /// Reads every picture once, to know which look the same.
    ///
    /// @param concepts those that may occur
    /// @param images a concept's picture, in the one style that may occur
    /// @param asked how pictures with a text that wishes for another are drawn
    /// @throws UncheckedIOException if a picture cannot be read
    public ConceptPictures(Collection<Concept> concepts, Function<Concept, ImageRef> images, Asked asked) {
        this.concepts = List.copyOf(concepts);
        this.byGroup = this.concepts.stream().collect(Collectors.groupingBy(Concept::group));
        this.bySubgroup = this.concepts.stream().collect(Collectors.groupingBy(Concept::subgroup));
        this.images = this.concepts.stream().collect(Collectors.toUnmodifiableMap(Concept::id, images));
        this.hashes = hashes(this.images);
        this.asked = asked;
        this.byName = true;
    }

    private ConceptPictures(ConceptPictures other, boolean byName) {
        this.concepts = other.concepts;
        this.byGroup = other.byGroup;
        this.bySubgroup = other.bySubgroup;
        this.images = other.images;
        this.hashes = other.hashes;
        this.asked = other.asked;
        this.byName = byName;
    }

    /// The same pictures for teachers that see: also those that have no name in the row's language.
    public ConceptPictures withoutNames() {
        return new ConceptPictures(this, false);
    }

    private static Map<String, String> hashes(Map<String, ImageRef> images) {
        Map<String, String> hashes = new HashMap<>();
        images.forEach((id, image) -> {
            try {
                hashes.put(id, Hashes.sha256(image.bytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        });
        return hashes;
    }

    @Override
    public List<RolePicture> draw(RowKind kind, SeededRandom random) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<List<RolePicture>> drawn = tryToDraw(kind, random);
            if (drawn.isPresent()) {
                return drawn.get();
            }
        }
        throw new IllegalStateException("pictures: expected some for " + kind.task().code() + " " + kind.modality() + " in "
                + kind.language() + ", got none in " + MAX_TRIES + " tries; give the corpus more concepts or that pair no share");
    }

    private Optional<List<RolePicture>> tryToDraw(RowKind kind, SeededRandom random) {
        Concept anchor = random.pick(concepts);
        if (!canBeAskedOf(anchor, kind)) {
            return Optional.empty();
        }
        if (!kind.modality().document().hasImage()) {
            return Optional.of(List.of(picture(PictureRole.QUERY, anchor)));
        }
        if (kind.modality().query() == Modality.TEXT) {
            return neighbour(kind, random, anchor).map(other ->
                    List.of(picture(PictureRole.POSITIVE, anchor), picture(PictureRole.HARD_NEGATIVE, other)));
        }
        Optional<Concept> positive = wished(kind, random, anchor);
        Optional<Concept> negative = positive.flatMap(found -> hardNegative(kind, random, anchor, found));
        return negative.map(found -> List.of(
                picture(PictureRole.QUERY, anchor),
                picture(PictureRole.POSITIVE, positive.orElseThrow()),
                picture(PictureRole.HARD_NEGATIVE, found)));
    }

    /// Where pictures are alike in kind, the hard negative is of another kind; where a text names what is wanted, it is of what is wanted's.
    private Optional<Concept> hardNegative(RowKind kind, SeededRandom random, Concept query, Concept positive) {
        if (kind.modality().equals(ModalityPair.parse("I2I"))) {
            List<Concept> others = byGroup.get(query.group()).stream()
                    .filter(other -> !other.subgroup().equals(query.subgroup()))
                    .toList();
            return pickUnlike(kind, random, others, List.of(query, positive));
        }
        if (random.nextDouble() < asked.ownPicture()) {
            return Optional.of(query);
        }
        return pickUnlike(kind, random, bySubgroup.get(positive.subgroup()), List.of(query, positive));
    }

    private Optional<Concept> wished(RowKind kind, SeededRandom random, Concept query) {
        if (kind.modality().query() == Modality.IMAGE_TEXT && random.nextDouble() < asked.anyKind()) {
            return pickUnlike(kind, random, concepts, List.of(query));
        }
        return neighbour(kind, random, query);
    }

    private Optional<Concept> neighbour(RowKind kind, SeededRandom random, Concept concept) {
        return pickUnlike(kind, random, bySubgroup.get(concept.subgroup()), List.of(concept));
    }

    private Optional<Concept> pickUnlike(RowKind kind, SeededRandom random, List<Concept> from, List<Concept> taken) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        Concept picked = random.pick(from);
        boolean unlike = taken.stream().noneMatch(other -> hashes.get(other.id()).equals(hashes.get(picked.id())));
        return unlike && canBeAskedOf(picked, kind) ? Optional.of(picked) : Optional.empty();
    }

    private boolean canBeAskedOf(Concept concept, RowKind kind) {
        return !byName
                || concept.name(kind.attributes().queryLanguage()).isPresent()
                && concept.name(kind.attributes().documentLanguage()).isPresent()
                && !kind.attributes().question().answers(concept, kind.language()).isEmpty();
    }

    private RolePicture picture(PictureRole role, Concept concept) {
        return new RolePicture(role, images.get(concept.id()), Optional.of(concept));
    }
}
