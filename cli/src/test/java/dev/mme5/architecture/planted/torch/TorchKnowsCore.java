package dev.mme5.architecture.planted.torch;

import dev.mme5.architecture.planted.core.Word;

/// Breaks a rule of the architecture on purpose.
record TorchKnowsCore(Word word) {}
