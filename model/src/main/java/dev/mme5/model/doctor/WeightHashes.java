package dev.mme5.model.doctor;

import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.CheckpointFiles;
import dev.mme5.torch.safetensors.TensorInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One line for each weight: type, shape, and the beginning of the SHA-256 of its bytes.
final class WeightHashes {
    private static final int SHOWN_DIGITS = 24;
    private static final int CHUNK_BYTES = 1 << 20;

    private WeightHashes() {}

    static Map<String, String> of(CheckpointFiles files) {
        Map<String, String> hashes = new TreeMap<>();
        for (String name : files.names()) {
            hashes.put(name, of(files, name));
        }
        return hashes;
    }

    static String of(CheckpointFiles files, String name) {
        TensorInfo info = files.info(name);
        try (TensorScope _ = TensorScope.open("hash-weight")) {
            return describe(info) + " " + hash(files.tensor(name), info.bytes());
        }
    }

    /// The line that the weight would have if it were transposed.
    static String ofTransposed(CheckpointFiles files, String name) {
        TensorInfo info = files.info(name);
        try (TensorScope _ = TensorScope.open("hash-weight")) {
            return describe(info) + " " + hash(files.tensor(name).transpose(0, 1).contiguous(), info.bytes());
        }
    }

    static String describe(TensorInfo info) {
        return info.dtype().name().toLowerCase(Locale.ROOT) + java.util.Arrays.toString(info.shape()).replace(" ", "");
    }

    private static String hash(Tensor tensor, long bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long from = 0; from < bytes; from += CHUNK_BYTES) {
                byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, bytes - from)];
                tensor.copyToBytes(from, chunk);
                digest.update(chunk);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
