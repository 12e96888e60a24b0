/// What a whole run will take, from a pilot of a few rows: calls, money, tokens and time, each with an interval. Start at [Forecast].
/// Knows nothing of plans, teachers and journals, only what calls took.
@NullMarked
package dev.mme5.synthesis.forecast;

import org.jspecify.annotations.NullMarked;
