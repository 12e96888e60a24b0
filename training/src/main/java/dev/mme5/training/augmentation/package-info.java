/// Random changes to the pictures that a model learns from. Start at [Augmentation].
@NullMarked
package dev.mme5.training.augmentation;

import org.jspecify.annotations.NullMarked;
