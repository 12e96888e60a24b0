package dev.mme5.model.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;

/// Encoded bytes to a [Picture]. The doorway to ImageIO and its plug-ins (JPEG in CMYK, WebP). Stateless and thread-safe.
public final class PictureDecoder {
    /// A picture of more pixels than this is refused before it is decoded (a bomb, or a mistake).
    public static final long MOST_PIXELS = 178_956_970;

    private static final int PNG_COLOUR_TYPE = 25;

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
            List<ImageReader> readers = readers(stream);
            if (readers.isEmpty()) {
                throw new IOException(where + ": expected a picture (png, jpeg, gif, bmp, webp), got " + bytes.length
                        + " bytes of another kind; remove or replace it");
            }
            try {
                Picture picture = read(readers, stream, where);
                return hasKeyColour(bytes) ? opaque(picture) : picture;
            } finally {
                readers.forEach(ImageReader::dispose);
            }
        }
    }

    /// The JDK's readers first: they can leave samples as they are, where the plug-in for JPEG applies an embedded colour profile. Last
    /// for CMYK, which the plug-in alone turns into the tones that the reference sees.
    private static List<ImageReader> readers(ImageInputStream stream) {
        List<ImageReader> readers = new ArrayList<>();
        ImageIO.getImageReaders(stream).forEachRemaining(readers::add);
        readers.sort(Comparator.comparing(reader -> !isOfJdk(reader)));
        if (readers.size() > 1 && isOfJdk(readers.getFirst()) && isCmyk(readers.getFirst(), stream)) {
            Collections.reverse(readers);
        }
        return readers;
    }

    private static boolean isOfJdk(ImageReader reader) {
        return "java.desktop".equals(reader.getClass().getModule().getName());
    }

    private static boolean isCmyk(ImageReader reader, ImageInputStream stream) {
        try {
            reader.setInput(stream, false, true);
            Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
            return types.hasNext() && types.next().getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK;
        } catch (IOException | RuntimeException e) {
            return false; // read will say what is wrong
        }
    }

    /// With the first reader that can.
    private static Picture read(List<ImageReader> readers, ImageInputStream stream, String where) throws IOException {
        IOException first = null;
        for (ImageReader reader : readers) {
            try {
                stream.seek(0);
                return read(reader, stream, where);
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        throw Objects.requireNonNull(first);
    }

    private static Picture read(ImageReader reader, ImageInputStream stream, String where) throws IOException {
        reader.setInput(stream, false, true);
        List<String> warnings = new ArrayList<>();
        IIOReadWarningListener listener = (source, warning) -> warnings.add(warning);
        reader.addIIOReadWarningListener(listener);
        try {
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new IOException(where + ": expected at most " + MOST_PIXELS + " pixels, got " + pixels + "; scale it down");
            }
            BufferedImage image = reader.read(0, unconverted(reader));
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

    /// Whether the file is a PNG in full colour without an alpha channel: then its transparency can only be a colour that stands for it,
    /// and the reference shows that colour.
    private static boolean hasKeyColour(byte[] file) {
        return file.length > PNG_COLOUR_TYPE && file[0] == (byte) 0x89 && file[1] == 'P' && file[2] == 'N' && file[PNG_COLOUR_TYPE] == 2;
    }

    private static Picture opaque(Picture picture) {
        return new Picture(picture.width(), picture.height(), Arrays.stream(picture.argb()).map(pixel -> 0xff000000 | pixel).toArray());
    }

    /// Asks for the picture in its own colour space, if it has one.
    private static ImageReadParam unconverted(ImageReader reader) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        while (types.hasNext()) {
            ImageTypeSpecifier type = types.next();
            if (isOfAProfile(type.getColorModel().getColorSpace())) {
                param.setDestinationType(type);
            }
        }
        return param;
    }

    /// Three samples that an embedded profile would give another meaning.
    private static boolean isOfAProfile(ColorSpace space) {
        return space instanceof ICC_ColorSpace && space.getNumComponents() == 3 && !space.isCS_sRGB();
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
        ColorSpace space = model.getColorSpace();
        int bits = model.getComponentSize(0);
        boolean plain = space.getType() == ColorSpace.TYPE_GRAY || space.getType() == ColorSpace.TYPE_RGB || isOfAProfile(space);
        return plain && (bits == 8 || bits == 16);
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
