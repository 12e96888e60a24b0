/// Pictures for the document side by similarity (mmE5 section 3.2): vectors of the whole corpus, an exact search for the neighbours of
/// some of its pictures, and [MinedPictures], which draws from them. Start there.
///
/// In matrices `A` counts anchors, `N` pictures, `D` the dimensions of a vector, `K` the neighbours that are kept.
@NullMarked
package dev.mme5.synthesis.mining;

import org.jspecify.annotations.NullMarked;
