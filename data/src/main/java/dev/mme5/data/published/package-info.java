/// The published columns of training sets, `qry` to `neg_image_path`: [PublishedReader] and [PublishedFolder] read and write them,
/// [PublishedExamples] stands between them and an example, [ListLiteral] reads their lists of Python literals. It must not know what is
/// done with the rows.
@NullMarked
package dev.mme5.data.published;

import org.jspecify.annotations.NullMarked;
