package dev.mme5.synthesis.corpus;

import java.io.IOException;

/// Decodes pictures. A port: the formats are known elsewhere. Thread-safe.
@FunctionalInterface
public interface Rasters {

    /// @param encoded a whole file of any picture format
    /// @param where names the picture in messages
    /// @throws IOException if it is no picture, or broken; the message begins with `where`
    Raster decode(byte[] encoded, String where) throws IOException;
}
