package dev.mme5.architecture.planted.core;

import dev.mme5.architecture.planted.torch.Leaf;

/// Breaks a rule of the architecture on purpose.
record CoreKnowsTorch(Leaf leaf) {}
