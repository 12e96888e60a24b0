package dev.mme5.synthesis.teacher;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
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
        return prefix() + Base64.getEncoder().encodeToString(bytes);
    }

    /// Adds the `data:` URL to a text in ASCII, in two pieces: what comes before the picture, and the picture. A text of thousands of
    /// requests in a second is better not copied more often than it must.
    public void addDataUrl(List<byte[]> text) {
        text.add(prefix().getBytes(StandardCharsets.US_ASCII));
        text.add(Base64.getEncoder().encode(bytes));
    }

    private String prefix() {
        return "data:" + mediaType + ";base64,";
    }

    /// How many bytes it has.
    public int size() {
        return bytes.length;
    }
}
