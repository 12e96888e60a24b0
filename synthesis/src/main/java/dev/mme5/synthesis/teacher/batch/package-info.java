/// A teacher that is asked by the file: OpenAI's files and batches, which answer within a day for about half the price. Start at
/// [FileBatchTeacher]. Keeps nothing: who submits a job keeps its id.
@NullMarked
package dev.mme5.synthesis.teacher.batch;

import org.jspecify.annotations.NullMarked;
