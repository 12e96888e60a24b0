package dev.mme5.architecture.planted.core;

/// Breaks a rule of the architecture on purpose.
final class CoreReadsTheEnvironment {
    private CoreReadsTheEnvironment() {}

    static int size() {
        return System.getenv().size();
    }
}
