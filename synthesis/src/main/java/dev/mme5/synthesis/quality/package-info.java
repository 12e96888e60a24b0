/// What a row must pass before it is kept. Each [Gate] says yes, or no with a reason that is counted; [Gates] asks them in order.
/// Gates judge what any teacher wrote and know none of them.
@NullMarked
package dev.mme5.synthesis.quality;

import org.jspecify.annotations.NullMarked;
