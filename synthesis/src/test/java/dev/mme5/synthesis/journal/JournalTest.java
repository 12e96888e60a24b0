package dev.mme5.synthesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.synthesis.journal.JournalRecord.Call;
import dev.mme5.synthesis.journal.JournalRecord.Closed;
import dev.mme5.synthesis.journal.JournalRecord.Place;
import dev.mme5.synthesis.journal.JournalRecord.Result;
import dev.mme5.synthesis.journal.JournalRecord.Reused;
import dev.mme5.synthesis.journal.JournalRecord.Session;
import dev.mme5.synthesis.journal.JournalRecord.Submitted;
import dev.mme5.synthesis.journal.JournalRecord.Submitting;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path run;

    @Test
    void everyKindOfRecordReadsBackAsItWas() throws IOException {
        Usage usage = new Usage(10, 20, 5, 2);
        List<JournalRecord> records = List.of(
                new Session(1, new TeacherInfo("a \"name\"", "v1"), "rows: 1\nseed: 2\n"),
                new Call(3, 0, "f00d", "key", 4, 5, 0.25, new Result.Answer("{\"a\": \"ü\n\u2028\"}", usage)),
                new Call(3, 1, "f00d", "key", 4, 5, 0, new Result.Failure(AnswerException.Reason.UNREADABLE_PICTURE, "m", "", Usage.NONE)),
                new Reused(3, 1, "beef"),
                new Submitting("t", List.of(new Place(1, 2, "cafe"), new Place(2, 0, "d00d"))),
                new Submitted("t", "job-1"),
                new Closed("t"));
        try (Journal journal = Journal.open(run)) {
            records.forEach(journal::append);
        }
        List<JournalRecord> read = new ArrayList<>();
        try (JournalReader reader = new JournalReader(Journal.file(run))) {
            reader.scan((place, record) -> {
                read.add(record);
                assertThat(reader.read(place)).isEqualTo(record);
            });
        }
        assertThat(read).isEqualTo(records);
    }

    @Test
    void aKillAtAnyByteOfTheLastLineLosesThatLineOnly() throws IOException {
        try (Journal journal = Journal.open(run)) {
            journal.append(call(0, 0, "aa"));
            journal.append(call(1, 0, "bb"));
        }
        byte[] whole = Files.readAllBytes(Journal.file(run));
        int secondLine = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int length = secondLine; length < whole.length; length++) {
            Files.write(Journal.file(run), Arrays.copyOf(whole, length));
            try (Journal journal = Journal.open(run)) {
                assertThat(journal.recorded().size()).as("after %s bytes", length).isEqualTo(1);
                assertThat(journal.recorded().damaged()).isZero();
                journal.append(call(1, 0, "bb"));
            }
            assertThat(Files.readAllBytes(Journal.file(run))).as("after %s bytes", length).isEqualTo(whole);
        }
    }

    @Test
    void whatManyThreadsAddIsWhole() throws Exception {
        String large = "x".repeat(5000);
        try (Journal journal = Journal.open(run); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int row = 0; row < 500; row++) {
                int number = row;
                threads.submit(() -> {
                    Call call = new Call(number, 0, "aa", "k", 0, 0, 1, new Result.Answer(number + large, Usage.ONE_CALL));
                    assertThat(journal.read(journal.append(call))).isEqualTo(call);
                    return null;
                });
            }
        }
        try (Journal journal = Journal.open(run)) {
            assertThat(journal.recorded().size()).isEqualTo(500);
            assertThat(journal.recorded().damaged()).isZero();
            assertThat(journal.recorded().calls()).isEqualTo(500);
            assertThat(journal.recorded().usd()).isEqualTo(500);
        }
    }

    @Test
    void findsAnswersByWhatWasAskedAndKnowsWhichCountsLast() {
        long first;
        try (Journal journal = Journal.open(run)) {
            first = journal.append(call(7, 2, "aa"));
            journal.append(call(7, 2, "bb"));
        }
        try (Journal journal = Journal.open(run)) {
            Recorded recorded = journal.recorded();
            assertThat(recorded.find(7, 2, "aa")).hasValue(first);
            assertThat(recorded.isLatest(7, 2, first)).isFalse();
            assertThat(recorded.find(7, 1, "aa")).isEmpty();
            assertThat(recorded.find(7, 2, "cc")).isEmpty();
            assertThat(recorded.size()).isEqualTo(1);
            journal.append(new Reused(7, 2, "aa"));
        }
        try (Journal journal = Journal.open(run)) {
            assertThat(journal.recorded().isLatest(7, 2, first)).isTrue();
            assertThat(journal.recorded().find(7, 2, "bb")).as("the other is not lost").isPresent();
        }
    }

    @Test
    void jobsAreOpenUntilTheyAreClosed() {
        Submitting one = new Submitting("one", List.of(new Place(0, 0, "aa")));
        try (Journal journal = Journal.open(run)) {
            journal.append(one);
            journal.append(new Submitting("two", List.of(new Place(1, 0, "bb"))));
            journal.append(new Submitted("two", "job-2"));
        }
        try (Journal journal = Journal.open(run)) {
            assertThat(journal.recorded().openJobs()).extracting(Recorded.OpenJob::job)
                    .containsExactly(Optional.empty(), Optional.of("job-2"));
            journal.append(new Closed("two"));
        }
        try (Journal journal = Journal.open(run)) {
            assertThat(journal.recorded().openJobs()).extracting(Recorded.OpenJob::submitting).containsExactly(one);
        }
    }

    private static Call call(int row, int attempt, String request) {
        return new Call(row, attempt, request, "key", 1, 2, 0, new Result.Answer("raw", Usage.ONE_CALL));
    }
}
