package dev.mme5.synthesis;

import dev.mme5.core.RemoteModelException;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.BatchResult;
import dev.mme5.synthesis.teacher.BatchStatus;
import dev.mme5.synthesis.teacher.BatchTeacher;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A provider that takes jobs and outlives the processes that hand them in. Like a real one it knows a job by its requests. Thread-safe.
final class FakeBatches {
    private final Teacher answers;
    private final Map<String, List<SinglePassRequest>> jobs = new HashMap<>();
    private final Map<String, Integer> polls = new HashMap<>();
    private final Set<Long> unanswered = new HashSet<>();
    private int submitted;

    FakeBatches(Path corpus) {
        this.answers = new FakeTeacher(corpus, 0, 0);
    }

    /// What a process sees of the provider.
    ///
    /// @param afterSubmit is told each job's name after the provider took it and before the process learns of it
    /// @param lost requests that the provider loses the first time
    /// @param broken requests that cannot be put into a job
    record View(FakeBatches provider, Consumer<String> afterSubmit, Predicate<SinglePassRequest> lost, Predicate<SinglePassRequest> broken)
            implements BatchTeacher {
        static View of(FakeBatches provider) {
            return new View(provider, job -> {}, request -> false, request -> false);
        }

        @Override
        public TeacherInfo info() {
            return provider.answers.info();
        }

        @Override
        public String fingerprint(SinglePassRequest request) {
            return provider.answers.fingerprint(request);
        }

        @Override
        public String submit(List<SinglePassRequest> requests) {
            if (requests.stream().anyMatch(broken)) {
                throw AnswerException.of(AnswerException.Reason.UNREADABLE_PICTURE, "picture: expected a picture, got none");
            }
            String job = provider.take(requests);
            afterSubmit.accept(job);
            return job;
        }

        @Override
        public BatchStatus poll(String job) {
            return provider.poll(job);
        }

        @Override
        public List<BatchResult> collect(String job) throws InterruptedException {
            return provider.collect(job, lost);
        }
    }

    private synchronized String take(List<SinglePassRequest> requests) {
        Optional<String> known = jobs.entrySet().stream().filter(job -> job.getValue().equals(requests)).map(Map.Entry::getKey).findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        String job = "job-" + ++submitted;
        jobs.put(job, List.copyOf(requests));
        return job;
    }

    /// Jobs that were taken.
    synchronized List<List<SinglePassRequest>> jobs() {
        return List.copyOf(jobs.values());
    }

    private synchronized BatchStatus poll(String job) {
        if (!jobs.containsKey(job)) {
            throw new RemoteModelException(job + ": expected a job that is known");
        }
        boolean ended = polls.merge(job, 1, Integer::sum) > 2;
        return new BatchStatus(ended ? BatchStatus.State.ENDED : BatchStatus.State.RUNNING, jobs.get(job).size(), 0, 0, "");
    }

    private synchronized List<BatchResult> collect(String job, Predicate<SinglePassRequest> lost) throws InterruptedException {
        List<BatchResult> results = new ArrayList<>();
        List<SinglePassRequest> requests = jobs.get(job);
        for (int index = 0; index < requests.size(); index++) {
            SinglePassRequest request = requests.get(index);
            if (lost.test(request) && unanswered.add(request.seed())) {
                if (index % 2 == 0) {
                    results.add(new BatchResult.Unanswered(index, "expired"));
                }
                continue;
            }
            results.add(result(index, request));
        }
        return results;
    }

    private BatchResult result(int index, SinglePassRequest request) throws InterruptedException {
        try {
            return new BatchResult.Answered(index, answers.answer(request));
        } catch (AnswerException e) {
            return new BatchResult.Unusable(index, e);
        }
    }
}
