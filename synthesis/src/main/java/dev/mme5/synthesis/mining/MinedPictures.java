package dev.mme5.synthesis.mining;

import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Modality;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.synthesis.corpus.Catalogue;
import dev.mme5.synthesis.corpus.HashIndex;
import dev.mme5.synthesis.corpus.PictureFacts;
import dev.mme5.synthesis.plan.PicturePool;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.RowKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Pictures of any corpus (mmE5 section 3.2). A row whose documents are text has a picture drawn from the whole corpus; any other begins
/// at an anchor, and takes the rest from its neighbours: positive and hard negative from their bands, the hard negative always farther
/// than the positive; where the query is a text, the anchor is the positive. No picture is broken, and no two of a row look the same.
/// Thread-safe.
public final class MinedPictures implements PicturePool {
    private static final int MAX_TRIES = 500;

    private final Catalogue catalogue;
    private final Optional<Mine> mine;
    private final Looks looks;
    private @Nullable HashIndex byLocation;

    /// Neighbours with the bands to take them from.
    record Mine(Neighbours neighbours, Band positive, Band hardNegative) {}

    MinedPictures(Catalogue catalogue, Optional<Mine> mine, Looks looks) {
        this.catalogue = catalogue;
        this.mine = mine;
        this.looks = looks;
    }

    @Override
    public List<RolePicture> draw(RowKind kind, SeededRandom random) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Optional<List<RolePicture>> drawn = tryToDraw(kind, random);
            if (drawn.isPresent()) {
                return drawn.get();
            }
        }
        throw new DatasetException("pictures: expected some for " + kind.task().code() + " " + kind.modality() + ", got none in "
                + MAX_TRIES + " tries; widen the bands of corpus.mining or give the corpus more pictures");
    }

    private Optional<List<RolePicture>> tryToDraw(RowKind kind, SeededRandom random) {
        if (!kind.modality().document().hasImage()) {
            ImageRef image = image(random.nextInt(catalogue.size()));
            return looks.isWhole(image) ? Optional.of(List.of(picture(PictureRole.QUERY, image))) : Optional.empty();
        }
        Mine from = mine.orElseThrow(() -> new DatasetException("corpus.mining: expected it, since " + kind.modality()
                + " rows have pictures on the document side, got none; add it or give the pair no share"));
        int slot = random.nextInt(from.neighbours().size());
        ImageRef anchor = image(from.neighbours().anchors()[slot]);
        if (!looks.isWhole(anchor)) {
            return Optional.empty();
        }
        if (kind.modality().query() == Modality.TEXT) {
            return pick(from, slot, from.hardNegative(), 0, List.of(anchor), random).map(negative -> List.of(
                    picture(PictureRole.POSITIVE, anchor), picture(PictureRole.HARD_NEGATIVE, negative.image())));
        }
        return pick(from, slot, from.positive(), 0, List.of(anchor), random)
                .flatMap(positive -> pick(from, slot, from.hardNegative(), positive.rank(), List.of(anchor, positive.image()), random)
                        .map(negative -> List.of(
                                picture(PictureRole.QUERY, anchor),
                                picture(PictureRole.POSITIVE, positive.image()),
                                picture(PictureRole.HARD_NEGATIVE, negative.image()))));
    }

    private record Pick(int rank, ImageRef image) {}

    /// A neighbour within the band and farther than a rank, that looks like none that is taken.
    private Optional<Pick> pick(Mine from, int slot, Band band, int beyond, List<ImageRef> taken, SeededRandom random) {
        int[] pictures = from.neighbours().pictures()[slot];
        float[] cosines = from.neighbours().cosines()[slot];
        List<Integer> ranks = new ArrayList<>();
        for (int rank = beyond + 1; rank <= pictures.length; rank++) {
            if (band.holds(rank, cosines[rank - 1])) {
                ranks.add(rank);
            }
        }
        for (int rank : random.shuffled(ranks)) {
            ImageRef image = image(pictures[rank - 1]);
            if (looks.isWhole(image) && taken.stream().noneMatch(other -> looks.alike(other, image))) {
                return Optional.of(new Pick(rank, image));
            }
        }
        return Optional.empty();
    }

    @Override
    public PictureFacts facts(ImageRef image) {
        OptionalInt number = byLocation().find(image.location());
        return number.isPresent() ? catalogue.picture(number.getAsInt()).facts() : PictureFacts.NONE;
    }

    private synchronized HashIndex byLocation() {
        HashIndex known = byLocation;
        if (known == null) {
            known = new HashIndex(catalogue.size(), number -> image(number).location());
            byLocation = known;
        }
        return known;
    }

    private ImageRef image(int number) {
        return catalogue.picture(number).image();
    }

    private static RolePicture picture(PictureRole role, ImageRef image) {
        return new RolePicture(role, image, Optional.empty());
    }
}
