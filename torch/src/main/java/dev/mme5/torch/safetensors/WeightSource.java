package dev.mme5.torch.safetensors;

import dev.mme5.torch.Tensor;
import java.util.Set;

/// Named tensors on disk: one file, or a folder of shards.
public sealed interface WeightSource extends AutoCloseable permits SafetensorsFile, CheckpointFiles {
    /// The names of all tensors, in the order of the files.
    Set<String> names();

    /// Type and shape of one tensor, without touching its data.
    ///
    /// @throws WeightFormatException when there is none of that name
    TensorInfo info(String name);

    /// One tensor over the mapped file: nothing is read until it is used, and its memory is shared by all who ask for it. It is
    /// born in the current scope and keeps the mapping alive, also after this source is closed. Writing to it in place changes
    /// memory for all who share it, never the file.
    ///
    /// @throws WeightFormatException when there is none of that name
    /// @throws IllegalStateException when this source is closed or no scope is open
    Tensor tensor(String name);

    /// No more tensors can be asked for; those handed out stay valid. Closing twice does nothing.
    @Override
    void close();
}
