/// What to make: which task, modality pair, language, attributes and pictures each row is to have, drawn from a seed before any
/// teacher is asked (mmE5 section 3.2, "data configuration"). Start at [Planner]. Knows no teacher.
@NullMarked
package dev.mme5.synthesis.plan;

import org.jspecify.annotations.NullMarked;
