package dev.mme5.synthesis.teacher;

import java.util.Base64;
import java.util.regex.Pattern;

/// A picture as bytes of a known format. Immutable and thread-safe.
public final class EncodedPicture {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/[a-z0-9.+-]+");

    private final String mediaType;
    private final byte[] bytes;

    /// @param mediaType such as `image/jpeg`
    /// @param bytes of the encoded picture; copied
    /// @throws IllegalArgumentException if the media type is none
    public EncodedPicture(String mediaType, byte[] bytes) {
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new IllegalArgumentException("mediaType: expected one such as image/jpeg, got " + mediaType);
        }
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
    }

    /// The picture as a `data:` URL, which needs no escapes in JSON.
    public String dataUrl() {
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /// How many bytes it has.
    public int size() {
        return bytes.length;
    }
}
