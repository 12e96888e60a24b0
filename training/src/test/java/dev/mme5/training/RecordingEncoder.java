package dev.mme5.training;

import dev.mme5.core.Content;
import dev.mme5.core.ImagePart;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Part;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelTraits;
import dev.mme5.model.Prepared;
import dev.mme5.model.image.Picture;
import dev.mme5.model.image.PictureDecoder;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// An encoder that prepares and cannot encode: what it prepares keeps the content.
public class RecordingEncoder implements Encoder {
    /// What [#besidePictures] adds.
    public static final ImageRef BLANK = new ImageRef.InlineImage("image/png", new byte[0]);

    /// @param content as it was given
    public record Shown(Content content) implements Prepared {
        @Override
        public int[] ids() {
            return new int[tokens()];
        }

        @Override
        public int tokens() {
            return content.text().orElse("").length();
        }

        @Override
        public int pictures() {
            return content.images().size();
        }
    }

    public static List<Content> contents(StepBatch batch) {
        return batch.rows().stream().map(row -> ((Shown) row).content()).toList();
    }

    @Override
    public Prepared prepare(Content content, UnaryOperator<Picture> change) {
        if (content.text().orElse("").contains("<|image|>")) {
            throw new IllegalArgumentException("content: expected no <|image|>, got one");
        }
        for (ImageRef image : content.images()) {
            try {
                change.apply(PictureDecoder.decode(image.bytes(), "picture"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Shown(content);
    }

    @Override
    public Prepared prepareAsTrained(Content content, int maxTokens) {
        return prepare(content, UnaryOperator.identity());
    }

    /// The row's content with a picture of nothing at its end.
    @Override
    public Prepared besidePictures(Prepared row) {
        Content content = ((Shown) row).content();
        if (!content.images().isEmpty()) {
            return row;
        }
        List<Part> parts = new ArrayList<>(content.parts());
        parts.add(new ImagePart(BLANK));
        return new Shown(new Content(parts));
    }

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public Tensor encode(List<Prepared> rows, Pass pass) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int[] tokens(String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Parameter tokenTable() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Weights weights() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelTraits traits() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> companions() {
        return Set.of();
    }

    @Override
    public void close() {}
}
