/// What is measured: tasks, and the suites that list them. Start at [EvaluationTask] and [Suite]. A task says which contents stand
/// against which and who is right; it does not know how they are embedded or scored.
@NullMarked
package dev.mme5.evaluation.benchmark;

import org.jspecify.annotations.NullMarked;
