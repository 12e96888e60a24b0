package dev.mme5.synthesis.corpus;

import java.util.Optional;

/// What a corpus says of a picture beside its pixels. Kept for the dataset's card; no teacher sees it.
///
/// @param caption a text that came with it
/// @param licence under which it may be used
/// @param source where it came from, such as a URL
public record PictureFacts(Optional<String> caption, Optional<String> licence, Optional<String> source) {
    public static final PictureFacts NONE = new PictureFacts(Optional.empty(), Optional.empty(), Optional.empty());
}
