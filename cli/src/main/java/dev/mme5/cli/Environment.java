package dev.mme5.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/// What the commands are given of the world around them.
///
/// @param home the repository, with `models`, `recipes` and `samples`
/// @param models opens models
/// @param clock tells the time
/// @param in standard input
/// @param out standard output: results, nothing else
/// @param err standard error: progress and messages
/// @param terminal whether someone watches standard error
record Environment(
        Path home, ModelOpener models, InstantSource clock, InputStream in, PrintStream out, PrintStream err, boolean terminal) {

    /// Progress for people, on standard error.
    ConsoleProgress progress() {
        return new ConsoleProgress(err, terminal, clock);
    }
}
