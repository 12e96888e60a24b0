package dev.mme5.cli;

import dev.mme5.core.Embedder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Opens a model's folder: the seam between the command line and the module that reads weights.
@FunctionalInterface
interface ModelOpener {

    /// Opens a model; the caller closes it.
    ///
    /// @throws dev.mme5.core.ModelFormatException if the folder is not a model that can be used
    Embedder open(Request request);

    /// What to open.
    ///
    /// @param name for people
    /// @param folder in Hugging Face's layout
    /// @param adapter a folder in PEFT's layout, to be put on top
    /// @param dtype the type to compute in
    /// @param batch most rows of one pass
    /// @param limit of a prompt's length
    record Request(String name, Path folder, Optional<Path> adapter, ComputeType dtype, int batch, TextLimit limit) {

        /// With the usual limit.
        Request(String name, Path folder, Optional<Path> adapter, ComputeType dtype, int batch) {
            this(name, folder, adapter, dtype, batch, TextLimit.usual());
        }
    }

    /// The types to compute in.
    enum ComputeType {
        /// F32 for a small model, the stored type for a large one.
        AUTO,
        F32,
        BF16;

        /// The type of a lower-case name.
        static ComputeType of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }
}
