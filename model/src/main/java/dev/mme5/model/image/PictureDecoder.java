package dev.mme5.model.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/// Encoded bytes to a [Picture]. The doorway to ImageIO and its plug-ins (JPEG in CMYK, WebP). Stateless and thread-safe.
public final class PictureDecoder {
    /// A picture of more pixels than this is refused before it is decoded (a bomb, or a mistake).
    public static final long MOST_PIXELS = 178_956_970;

    static {
        // Pictures are in memory already: a cache file for each would only cost time.
        ImageIO.setUseCache(false);
    }

    private PictureDecoder() {}

    /// Decodes the first frame.
    ///
    /// @param where names the picture in messages
    /// @throws IOException if the bytes are no picture, are cut short, or hold more than [#MOST_PIXELS]
    public static Picture decode(byte[] bytes, String where) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new IOException(where + ": expected a picture (png, jpeg, gif, bmp, webp), got " + bytes.length
                        + " bytes of another kind; remove or replace it");
            }
            ImageReader reader = readers.next();
            try {
                return read(reader, stream, where);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Picture read(ImageReader reader, ImageInputStream stream, String where) throws IOException {
        reader.setInput(stream, true, true);
        List<String> warnings = new ArrayList<>();
        IIOReadWarningListener listener = (source, warning) -> warnings.add(warning);
        reader.addIIOReadWarningListener(listener);
        try {
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new IOException(where + ": expected at most " + MOST_PIXELS + " pixels, got " + pixels + "; scale it down");
            }
            BufferedImage image = reader.read(0);
            if (warnings.stream().anyMatch(PictureDecoder::meansTruncation)) {
                throw new IOException(where + ": expected a whole picture, got one cut short (" + warnings.getFirst() + ")");
            }
            return pixels(image);
        } catch (IOException e) {
            throw e.getMessage() != null && e.getMessage().startsWith(where) ? e : unreadable(where, e);
        } catch (RuntimeException e) {
            // Readers meet hostile bytes with any unchecked exception.
            throw unreadable(where, e);
        }
    }

    private static IOException unreadable(String where, Exception cause) {
        return new IOException(where + ": expected a readable picture, got one that is broken (" + cause.getMessage()
                + "); remove or replace it", cause);
    }

    private static boolean meansTruncation(String warning) {
        String lower = warning.toLowerCase(java.util.Locale.ROOT);
        return lower.contains("truncat") || lower.contains("premature") || lower.contains("unexpected end");
    }

    private static Picture pixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] argb = new int[width * height];
        ColorModel model = image.getColorModel();
        if (model.getNumComponents() <= 2 && model.getComponentSize(0) <= 8 && !(model instanceof java.awt.image.IndexColorModel)) {
            greyPixels(image, argb);
        } else {
            image.getRGB(0, 0, width, height, argb, 0, width);
        }
        return new Picture(width, height, argb);
    }

    /// Grey samples as they stand: the JDK's colour conversion would bend their tones.
    private static void greyPixels(BufferedImage image, int[] argb) {
        int bands = image.getRaster().getNumBands();
        int[] samples = image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
        for (int i = 0; i < argb.length; i++) {
            int grey = samples[i * bands];
            int alpha = bands == 2 ? samples[i * bands + 1] : 255;
            argb[i] = alpha << 24 | grey << 16 | grey << 8 | grey;
        }
    }
}
