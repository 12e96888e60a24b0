/// Who writes the rows: the [Teacher] port and the single-pass protocol it answers in (mmE5 section 3.3): interpretations of every
/// picture, draft, self-evaluation, improvements, revision, in that order, as one JSON object. Start at [Teacher]. Knows no gate and
/// no file.
@NullMarked
package dev.mme5.synthesis.teacher;

import org.jspecify.annotations.NullMarked;
