/// What a teacher is told: templates in `resources`, filled for a row, and the JSON schema of its answer. Start at
/// [SinglePassPrompt]. mmE5's own prompts are not published; these are ours, in the paper's order (section 3.3), with the attributes of
/// its ancestor (arXiv 2401.00368, appendix).
@NullMarked
package dev.mme5.synthesis.teacher.prompt;

import org.jspecify.annotations.NullMarked;
