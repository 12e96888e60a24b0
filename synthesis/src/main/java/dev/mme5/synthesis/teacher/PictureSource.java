package dev.mme5.synthesis.teacher;

import dev.mme5.core.ImageRef;
import java.io.IOException;

/// Makes pictures fit to be sent to a service. Thread-safe.
@FunctionalInterface
public interface PictureSource {

    /// A picture within the bounds, in a format that every service reads.
    ///
    /// @throws IOException if the picture is not there, broken, or no picture; the message names it
    EncodedPicture read(ImageRef image, PictureBounds bounds) throws IOException;
}
