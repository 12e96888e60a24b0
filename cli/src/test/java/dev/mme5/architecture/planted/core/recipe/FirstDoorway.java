package dev.mme5.architecture.planted.core.recipe;

import org.snakeyaml.engine.v2.api.Load;

/// Breaks a rule of the architecture on purpose.
record FirstDoorway(Load yaml) {}
