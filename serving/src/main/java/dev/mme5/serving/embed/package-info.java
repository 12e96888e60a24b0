/// Rows of text and pictures in, vectors out, in bulk: [BulkEmbedder] into a file, [Indexer] into an index.
/// One broken row never shifts or drops another: it is set aside whole, and named.
@NullMarked
package dev.mme5.serving.embed;

import org.jspecify.annotations.NullMarked;
