package dev.mme5.cli.stage;

import dev.mme5.model.image.Picture;
import dev.mme5.model.image.PictureDecoder;
import dev.mme5.synthesis.corpus.Raster;
import dev.mme5.synthesis.corpus.Rasters;
import java.io.IOException;

/// Decodes pictures as the models see them.
final class ModelRasters implements Rasters {

    @Override
    public Raster decode(byte[] encoded, String where) throws IOException {
        Picture picture = PictureDecoder.decode(encoded, where).onWhite();
        return new Raster(picture.width(), picture.height(), picture.argb());
    }
}
