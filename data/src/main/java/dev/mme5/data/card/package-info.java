/// The published set of a synthesis: its folder ([PublishedDataset]) and the card at its head ([DatasetCard]).
@NullMarked
package dev.mme5.data.card;

import org.jspecify.annotations.NullMarked;
