package dev.mme5.architecture.planted.serving;

import dev.mme5.architecture.planted.training.Loop;

/// Breaks a rule of the architecture on purpose.
record ServingKnowsTraining(Loop loop) {}
