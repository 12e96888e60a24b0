package dev.mme5.serving.index;

import dev.mme5.core.DatasetException;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;

/// What an index says of itself, in `manifest.json`.
///
/// @param format always [#FORMAT]
/// @param version of the folder's layout
/// @param embedder the model's name, for people
/// @param fingerprint of the model that made the vectors
/// @param dimension length of each vector
/// @param count number of vectors
/// @param source where the model was opened from
public record IndexManifest(
        String format, int version, String embedder, String fingerprint, int dimension, long count, ModelSource source) {
    static final String FORMAT = "mme5-index";
    static final int VERSION = 1;
    static final String FILE = "manifest.json";

    static IndexManifest of(EmbedderInfo info, long count, ModelSource source) {
        return new IndexManifest(FORMAT, VERSION, info.name(), info.fingerprint(), info.dimension(), count, source);
    }

    /// Reads an index's manifest.
    ///
    /// @throws DatasetException if the folder is not an index, or one of a later version
    public static IndexManifest read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(folder + ": expected the folder of an index, got no " + FILE
                    + " there; make an index with `mme5 index`");
        }
        JsonObject json = Json.read(file);
        if (!json.stringOr("format", "").equals(FORMAT) || json.integer("version") != VERSION) {
            throw new DatasetException(file + ": expected format " + FORMAT + " version " + VERSION + ", got "
                    + json.stringOr("format", "none") + " version " + json.integerOr("version", 0)
                    + "; make the index again with this version");
        }
        return new IndexManifest(FORMAT, VERSION, json.string("embedder"), json.string("fingerprint"),
                json.integer("dimension"), json.longInteger("count"), ModelSource.read(json.object("source")));
    }

    /// Whether a folder holds an index, of whatever version.
    static boolean isIndex(Path folder) {
        Path file = folder.resolve(FILE);
        return Files.isRegularFile(file) && Json.read(file).stringOr("format", "").equals(FORMAT);
    }

    /// Makes sure that a query's vector will come from the model that made the index.
    ///
    /// @param where the index, for the message
    /// @throws DatasetException if the model is another
    public void requireModel(EmbedderInfo info, String where) {
        if (!info.fingerprint().equals(fingerprint)) {
            throw new DatasetException(where + ": expected the model that made this index, " + embedder + " (" + fingerprint
                    + "), got another model, " + info.name() + " (" + info.fingerprint()
                    + "); search with that model, or make the index again with this one");
        }
    }
}
