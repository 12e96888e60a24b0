/// The one place where randomness is made: [SeededRandom]. It must not know what is drawn.
@NullMarked
package dev.mme5.core.random;

import org.jspecify.annotations.NullMarked;
