package dev.mme5.synthesis.teacher;

import java.util.Base64;

/// A picture as bytes of a known format. Immutable and thread-safe.
public final class EncodedPicture {
    private final String mediaType;
    private final byte[] bytes;

    /// @param mediaType such as `image/jpeg`
    /// @param bytes of the encoded picture; copied
    public EncodedPicture(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
    }

    /// The picture as a `data:` URL.
    public String dataUrl() {
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /// How many bytes it has.
    public int size() {
        return bytes.length;
    }
}
