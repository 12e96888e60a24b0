package dev.mme5.torch;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.global.torch;

/// A reproducible source of random tensors: the same seed and the same sequence of draws give the same numbers.
///
/// Each draw seeds a fresh libtorch generator (Mersenne twister) with the next number of a SplitMix64 sequence, so the state is
/// sixteen bytes and there is no native memory to free. Not thread-safe: give each thread its own with [#split].
public final class Rng {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long seed;
    private long draws;

    /// A source that starts from a seed.
    public Rng(long seed) {
        this.seed = seed;
    }

    /// A new source whose seed depends on this one's seed and on the salt, not on how much has been drawn; different salts give
    /// independent sequences.
    ///
    /// @param salt such as the epoch and the step
    public Rng split(long... salt) {
        long mixed = mix(seed ^ (salt.length + 1) * GOLDEN_GAMMA);
        for (long part : salt) {
            mixed = mix(mixed + GOLDEN_GAMMA ^ mix(part + GOLDEN_GAMMA));
        }
        return new Rng(mixed);
    }

    /// What [#restore] needs to continue from here: sixteen bytes.
    public byte[] state() {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(seed).putLong(draws).array();
    }

    /// Continues from a state that [#state] returned.
    ///
    /// @throws IllegalArgumentException when it is not sixteen bytes
    public void restore(byte[] state) {
        if (state.length != 2 * Long.BYTES) {
            throw new IllegalArgumentException("random state: expected 16 bytes of Rng.state(), got " + state.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(state);
        seed = buffer.getLong();
        draws = buffer.getLong();
    }

    /// Runs one random operation, whose result joins the current scope.
    Tensor draw(String operation, Function<GeneratorOptional, org.bytedeco.pytorch.Tensor> body, Tensor... operands) {
        TensorScope.current();
        draws++;
        return Native.call(operation, () -> {
            try (Generator generator = torch.createCPUGenerator(mix(seed + draws * GOLDEN_GAMMA));
                    GeneratorOptional argument = new GeneratorOptional(generator)) {
                return body.apply(argument);
            }
        }, operands);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
