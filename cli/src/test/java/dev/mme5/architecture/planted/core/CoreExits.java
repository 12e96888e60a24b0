package dev.mme5.architecture.planted.core;

/// Breaks a rule of the architecture on purpose.
final class CoreExits {
    private CoreExits() {}

    static void exit() {
        System.exit(0);
    }
}
