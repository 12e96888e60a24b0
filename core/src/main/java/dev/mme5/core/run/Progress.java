package dev.mme5.core.run;

/// Tells whoever waits how far a run is. Implementations are thread-safe.
public interface Progress {

    /// Begins a stage; the caller closes it.
    ///
    /// @param name for people, such as `embedding candidates`
    /// @param total how many steps it will take, 0 or less if unknown
    Stage begin(String name, long total);

    /// Says something that deserves a line of its own, such as that a stage will take days.
    default void say(String line) {}

    /// Tells nobody.
    static Progress silent() {
        return (name, total) -> new SilentStage();
    }

    /// A piece of work with a beginning and an end.
    interface Stage extends AutoCloseable {

        /// @param n how many steps were done since the last call
        void advance(long n);

        /// Says something about the state, such as the current loss; the last note counts.
        void note(String text);

        @Override
        void close();
    }

    /// The stage of [#silent()].
    record SilentStage() implements Stage {
        @Override
        public void advance(long n) {}

        @Override
        public void note(String text) {}

        @Override
        public void close() {}
    }
}
