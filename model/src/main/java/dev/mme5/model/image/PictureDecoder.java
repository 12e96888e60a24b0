package dev.mme5.model.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
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
                throw new IOException(where + ": expected a whole picture, got one cut short (" + warnings.getFirst() + "); remove or replace it");
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
        String what = cause instanceof EOFException ? "it ends too early" : cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new IOException(where + ": expected a readable picture, got one that is broken (" + what + "); remove or replace it", cause);
    }

    private static boolean meansTruncation(String warning) {
        String lower = warning.toLowerCase(java.util.Locale.ROOT);
        return lower.contains("truncat") || lower.contains("premature") || lower.contains("unexpected end");
    }

    private static Picture pixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] argb = new int[width * height];
        if (image.getColorModel() instanceof ComponentColorModel model && hasPlainSamples(model)) {
            samples(image.getRaster(), model.getComponentSize(0) - 8, argb);
        } else {
            image.getRGB(0, 0, width, height, argb, 0, width);
        }
        return new Picture(width, height, argb);
    }

    private static boolean hasPlainSamples(ComponentColorModel model) {
        int space = model.getColorSpace().getType();
        int bits = model.getComponentSize(0);
        return (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB) && (bits == 8 || bits == 16);
    }

    /// Samples as they stand, the upper 8 bits of longer ones: the JDK would bend grey tones and apply an embedded colour profile,
    /// and the reference does neither.
    ///
    /// @param extraBits of a sample beyond 8
    private static void samples(Raster raster, int extraBits, int[] argb) {
        int bands = raster.getNumBands();
        boolean grey = bands <= 2;
        int[] row = new int[raster.getWidth() * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int x = 0; x < raster.getWidth(); x++) {
                int at = x * bands;
                int red = row[at] >> extraBits;
                int green = grey ? red : row[at + 1] >> extraBits;
                int blue = grey ? red : row[at + 2] >> extraBits;
                int alpha = bands % 2 == 0 ? row[at + bands - 1] >> extraBits : 255;
                argb[y * raster.getWidth() + x] = alpha << 24 | red << 16 | green << 8 | blue;
            }
        }
    }
}
