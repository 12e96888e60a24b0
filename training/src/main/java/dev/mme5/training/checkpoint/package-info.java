/// A run's state on disk: saved whole or not at all, read back bit for bit. Start at [Checkpoints].
@NullMarked
package dev.mme5.training.checkpoint;

import org.jspecify.annotations.NullMarked;
