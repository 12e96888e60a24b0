package dev.mme5.architecture.planted.serving;

import org.bytedeco.javacpp.Pointer;

/// Breaks a rule of the architecture on purpose.
record ServingIsNative(Pointer pointer) {}
