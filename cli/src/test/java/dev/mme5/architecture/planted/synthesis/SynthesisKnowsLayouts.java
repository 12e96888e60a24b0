package dev.mme5.architecture.planted.synthesis;

import dev.mme5.architecture.planted.data.Layout;

/// Breaks a rule of the architecture on purpose.
record SynthesisKnowsLayouts(Layout layout) {}
