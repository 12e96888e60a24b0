package dev.mme5.architecture.planted.data;

import dev.mme5.architecture.planted.training.Loop;

/// Breaks a rule of the architecture on purpose.
record DataKnowsTraining(Loop loop) {}
