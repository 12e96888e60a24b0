package dev.mme5.torch.safetensors;

import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.TorchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// One safetensors file, mapped into memory; see [WeightSource] for who owns the tensors.
///
/// Opening checks the whole header: lengths, JSON, names, types, and that the tensors cover the data exactly. Threads may read
/// one file together, each with a scope of its own.
public final class SafetensorsFile implements WeightSource {
    private final Path file;
    private final Header header;
    private final Tensor bytes;

    private SafetensorsFile(Path file, Header header, Tensor bytes) {
        this.file = file;
        this.header = header;
        this.bytes = bytes;
    }

    /// Opens and checks a file.
    ///
    /// @throws WeightFormatException when it is not a valid safetensors file
    /// @throws UncheckedIOException when it cannot be read, or is larger than what the system lets a process map (on Linux, in its
    ///     default setting, memory and swap together)
    public static SafetensorsFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            Header header = Header.read(file, channel);
            try (TensorScope _ = TensorScope.open("map " + file.getFileName())) {
                return new SafetensorsFile(file, header, TensorScope.detach(Ops.map(file, channel.size())));
            }
        } catch (TorchException e) {
            throw new UncheckedIOException(file + ": expected room to map the file, got none; free memory, or split the weights"
                    + " into shards smaller than the machine's memory", new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + ": expected a readable safetensors file, got " + e + "; check the path and its permissions", e);
        }
    }

    @Override
    public Set<String> names() {
        return header.entries().keySet();
    }

    @Override
    public TensorInfo info(String name) {
        return entry(name).info();
    }

    /// The file's own notes, such as `format`; empty when it has none.
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public Tensor tensor(String name) {
        Header.Entry entry = entry(name);
        DType dtype = entry.info().dtype();
        try (TensorScope scope = TensorScope.open("safetensors")) {
            Tensor raw = bytes.narrow(0, entry.begin(), entry.bytes());
            // A view of wider elements must begin at a multiple of their size.
            Tensor aligned = entry.begin() % dtype.bytes() == 0 ? raw : raw.copy();
            return scope.keep(aligned.reinterpret(dtype).reshape(entry.info().shape()));
        }
    }

    @Override
    public void close() {
        bytes.close();
    }

    private Header.Entry entry(String name) {
        Header.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new WeightFormatException(file + ": " + name + ": expected a tensor of that name, got none among "
                    + header.entries().size() + "; check that the weights are those of this model");
        }
        return entry;
    }
}
