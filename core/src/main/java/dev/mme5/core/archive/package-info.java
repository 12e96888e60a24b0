/// Archives of many small files that are read at any place without being unpacked: tar, as WebDataset's shards are. Start at
/// [TarReader]. Knows nothing of what the files hold.
@NullMarked
package dev.mme5.core.archive;

import org.jspecify.annotations.NullMarked;
