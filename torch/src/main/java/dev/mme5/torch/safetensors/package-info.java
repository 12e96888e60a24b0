/// Weights on disk: the safetensors format, one file or several shards, read without copying and written whole or not at all.
@NullMarked
package dev.mme5.torch.safetensors;

import org.jspecify.annotations.NullMarked;
