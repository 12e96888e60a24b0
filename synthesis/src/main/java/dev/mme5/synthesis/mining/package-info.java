/// Pictures for the document side by similarity (mmE5 section 3.2): vectors of the whole corpus, a [search][NeighbourSearch] for
/// the neighbours of some of its pictures, exact or through graphs, and [MinedPictures], which draws from them. Start there.
///
/// In matrices `A` counts anchors, `N` pictures, `D` the dimensions of a vector, `K` the neighbours that are kept.
@NullMarked
package dev.mme5.synthesis.mining;

import org.jspecify.annotations.NullMarked;
