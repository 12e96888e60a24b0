/// Text to token ids through a `tokenizer.json`. The doorway to the native tokenizers library. Start at [TextTokenizer].
@NullMarked
package dev.mme5.model.tokenizer;

import org.jspecify.annotations.NullMarked;
