package dev.mme5.architecture.planted.core;

/// Breaks a rule of the architecture on purpose.
final class CoreComplains {
    private CoreComplains() {}

    static void complain() {
        System.err.println();
    }
}
