package dev.mme5.synthesis;

/// Brings answers to the attempts that [Rounds] has, on threads of its own.
sealed interface Calls extends AutoCloseable permits LiveCalls, BatchCalls {

    /// Begins.
    ///
    /// @param inFlight how many calls at a time
    void start(int inFlight);

    /// Begins nothing more, and saves what there is.
    @Override
    void close();
}
