/// Encoders: a model folder in, vectors out. [ModelEmbedder] is the embedder that ships; [Encoder] is what training sees of a model
/// family; [ModelLoader] is the only class that knows the families.
///
/// Shapes: `B` batch, `D` hidden.
@NullMarked
package dev.mme5.model;

import org.jspecify.annotations.NullMarked;
