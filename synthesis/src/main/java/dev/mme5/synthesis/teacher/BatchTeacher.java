package dev.mme5.synthesis.teacher;

import java.util.List;

/// A teacher that takes many requests at once and answers hours later, at a lower price. A job outlives the process that submitted
/// it: whoever keeps its id, and which request stood at which index, can collect it later. Thread-safe.
public non-sealed interface BatchTeacher extends Answerer {

    /// Hands in a job. If the same requests were handed in before and are under way or have answers, that job counts: a process that
    /// died before it could keep the id pays only once.
    ///
    /// @return its id
    /// @throws AnswerException if a picture cannot be read
    /// @throws dev.mme5.core.RemoteModelException if the job is not taken
    String submit(List<SinglePassRequest> requests) throws InterruptedException;

    /// How far a job is.
    ///
    /// @throws dev.mme5.core.RemoteModelException if the job is not known
    BatchStatus poll(String job) throws InterruptedException;

    /// The results of a job that has ended, in the order of their indices. Requests without a result were not tried.
    ///
    /// @throws dev.mme5.core.RemoteModelException if the job has not ended
    List<BatchResult> collect(String job) throws InterruptedException;
}
