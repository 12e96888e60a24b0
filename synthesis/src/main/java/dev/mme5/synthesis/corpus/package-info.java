/// Any pictures as a corpus: a folder, rows in JSONL, WebDataset's tars. Start at [PictureSource], which finds them, and [Catalogue],
/// which lists them on disk. Knows neither plan nor teacher, and decodes nothing itself: whoever can passes a [Rasters] in.
@NullMarked
package dev.mme5.synthesis.corpus;

import org.jspecify.annotations.NullMarked;
