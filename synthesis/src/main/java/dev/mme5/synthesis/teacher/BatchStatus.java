package dev.mme5.synthesis.teacher;

/// How far a job is.
///
/// @param total requests in the job, 0 until the provider has counted them
/// @param completed requests that have an answer
/// @param failed requests that have an error
/// @param message what the provider says of a job that failed; empty otherwise
public record BatchStatus(State state, int total, int completed, int failed, String message) {

    /// Where a job stands.
    public enum State {
        /// Not all requests have been tried.
        RUNNING,
        /// Results can be collected: all of them, or those there were when time ran out or the job was cancelled.
        ENDED,
        /// The provider refused the job as a whole; there are no results.
        FAILED
    }
}
