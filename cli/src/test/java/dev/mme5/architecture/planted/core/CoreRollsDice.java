package dev.mme5.architecture.planted.core;

import java.util.Random;

/// Breaks a rule of the architecture on purpose.
final class CoreRollsDice {
    private CoreRollsDice() {}

    static double roll() {
        return new Random().nextDouble() + Math.random();
    }
}
