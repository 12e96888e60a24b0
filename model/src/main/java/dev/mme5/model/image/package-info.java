/// Pictures before a model sees them: decoding to 8-bit pixels, Pillow's resize, and encoding again. Start at
/// [Picture] and [PictureDecoder].
/// Must not know any model family or any tensor.
@NullMarked
package dev.mme5.model.image;

import org.jspecify.annotations.NullMarked;
