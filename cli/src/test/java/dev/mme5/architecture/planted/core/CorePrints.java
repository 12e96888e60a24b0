package dev.mme5.architecture.planted.core;

/// Breaks a rule of the architecture on purpose.
final class CorePrints {
    private CorePrints() {}

    static void print() {
        System.out.println();
    }
}
