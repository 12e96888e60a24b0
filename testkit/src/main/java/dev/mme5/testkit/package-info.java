/// What tests share: fakes by hand, contracts that every implementation of a port is held to, and generated data. Start at
/// [EmbedderContract] and [HashingEmbedder]. It must not know any stage.
@NullMarked
package dev.mme5.testkit;

import org.jspecify.annotations.NullMarked;
