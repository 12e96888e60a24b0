/// Questions in words, pictures or both, and what an index answers. Start at [SearchEngine]; [HitGallery] draws the answer.
@NullMarked
package dev.mme5.serving.search;

import org.jspecify.annotations.NullMarked;
