/// A teacher without a model: it knows the pictures' concepts and answers from their names, words and groups alone, with no network
/// and from the row's seed only. It works as mmE5 section 3.3 asks of a model: it drafts, judges its draft and revises what fails.
/// Start at [OfflineTeacher]. Never looks at a pixel.
@NullMarked
package dev.mme5.synthesis.teacher.offline;

import org.jspecify.annotations.NullMarked;
