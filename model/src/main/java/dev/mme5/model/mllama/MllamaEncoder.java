package dev.mme5.model.mllama;

import dev.mme5.core.Content;
import dev.mme5.core.ImageRef;
import dev.mme5.core.ModelFormatException;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelTraits;
import dev.mme5.model.Prepared;
import dev.mme5.model.image.Picture;
import dev.mme5.model.image.PictureDecoder;
import dev.mme5.model.mllama.MllamaImages.TiledImage;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.Weights;
import dev.mme5.model.tokenizer.TextTokenizer;
import dev.mme5.torch.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// An mllama model with its tokenizer and image processor.
public final class MllamaEncoder implements Encoder {
    /// Files of a model's folder that are not weights.
    public static final Set<String> COMPANIONS = Set.of("config.json", "generation_config.json", "preprocessor_config.json",
            "chat_template.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json");

    private final MllamaModel model;
    private final Weights weights;
    private final TextTokenizer tokenizer;
    private final MllamaPrompts prompts;
    private final MllamaImages images;

    /// @param folder with `config.json`, `preprocessor_config.json` and `tokenizer.json`
    /// @param weights owned from now on
    /// @param maxTokens longer prompts lose text; never more than the model's number of positions
    /// @throws ModelFormatException if the files do not belong together; the weights are then still the caller's
    public MllamaEncoder(Path folder, Weights weights, int maxTokens) {
        this.weights = weights;
        MllamaConfig config = MllamaConfig.read(folder);
        images = MllamaImages.read(folder);
        images.requireFit(config.vision(), folder);
        model = new MllamaModel(config, weights);
        tokenizer = TextTokenizer.open(folder);
        try {
            prompts = new MllamaPrompts(tokenizer, Math.min(maxTokens, config.text().maxPositions()));
            if (prompts.imageToken() != config.imageTokenId()) {
                throw new ModelFormatException(folder.resolve("config.json") + ": image_token_index: expected " + prompts.imageToken()
                        + ", the id of <|image|> in tokenizer.json, got " + config.imageTokenId() + "; use the files of one model");
            }
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    @Override
    public int dimension() {
        return model.config().text().hiddenSize();
    }

    @Override
    public Prepared prepare(Content content, UnaryOperator<Picture> change) {
        return encode(content, change);
    }

    private EncodedPrompt encode(Content content, UnaryOperator<Picture> change) {
        List<TiledImage> tiled = new ArrayList<>();
        for (ImageRef image : content.images()) {
            tiled.add(images.tile(change.apply(decode(image))));
        }
        return prompts.encode(content, tiled);
    }

    @Override
    public Prepared prepareAsTrained(Content content, int maxTokens) {
        return encode(ImageMarkers.read(content), UnaryOperator.identity()).cut(maxTokens);
    }

    @Override
    public Prepared besidePictures(Prepared row) {
        EncodedPrompt prompt = (EncodedPrompt) row;
        return prompt.images().isEmpty() ? prompt.beside(images.blank()) : prompt;
    }

    private static Picture decode(ImageRef image) {
        try {
            return PictureDecoder.decode(image.bytes(), image instanceof ImageRef.InlineImage ? image.toString() : image.location());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Tensor encode(List<Prepared> rows, Pass pass) {
        List<EncodedPrompt> prompted = rows.stream().map(EncodedPrompt.class::cast).toList();
        TextBatch text = MllamaBatches.text(prompted);
        if (prompted.getFirst().images().isEmpty()) {
            return model.forward(text, pass);
        }
        return model.forward(text, MllamaBatches.pixels(prompted, model.config().vision(), model.dtype()), pass);
    }

    @Override
    public int[] tokens(String text) {
        return tokenizer.encode(text);
    }

    @Override
    public Parameter tokenTable() {
        return model.tokenTable();
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public ModelTraits traits() {
        return new ModelTraits(prompts.beginOfText(), prompts.imageToken(), images.pixelsOfPicture(), model.finalNorm(), images.settings());
    }

    @Override
    public Set<String> companions() {
        return COMPANIONS;
    }

    @Override
    public void close() {
        tokenizer.close();
        weights.close();
    }
}
