/// What a run has asked its teacher and what came back, on disk at once: a killed run loses the calls in flight and nothing else.
/// Start at [Journal]. Knows neither gates nor the finished set.
@NullMarked
package dev.mme5.synthesis.journal;

import org.jspecify.annotations.NullMarked;
